import { expect, test } from 'vitest';
import { keepZodFromEval } from './keep-zod-from-eval';

test('zod makes no code from strings, though it is loaded later', async () => {
  keepZodFromEval();
  const { z } = await import('zod');
  expect(z.config().jitless).toBe(true);
});
