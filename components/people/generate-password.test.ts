import { expect, test } from 'vitest';
import { passwordSchema } from '@/lib/contract/user';
import { generatePassword } from './generate-password';

test('a generated password is accepted, readable and another one each time', () => {
  const made = Array.from({ length: 50 }, () => generatePassword());
  expect(new Set(made).size).toBe(50);
  for (const password of made) {
    expect(passwordSchema.safeParse(password).success).toBe(true);
    expect(password).toMatch(/^(?:[a-z2-9]{5}-){3}[a-z2-9]{5}$/);
  }
});
