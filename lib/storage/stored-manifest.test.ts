import { expect, it } from 'vitest';
import { parseStoredManifest } from './stored-manifest';

const text = (instructions: string) => JSON.stringify({ name: 'one', model: 'a/b', instructions });

it('parses a manifest once for each text and gives every text its own', () => {
  const first = parseStoredManifest(text('Be brief.'));
  expect(parseStoredManifest(text('Be brief.'))).toBe(first);
  expect(first).toMatchObject({ model: { name: 'a/b' }, mcp_servers: [], instructions: 'Be brief.' });
  expect(parseStoredManifest(text('Be kind.')).instructions).toBe('Be kind.');
});

it('refuses what is no manifest each time', () => {
  expect(() => parseStoredManifest('{}')).toThrow();
  expect(() => parseStoredManifest('{}')).toThrow();
});

it('goes on when it has let go of what it kept', () => {
  for (let count = 0; count < 60; count += 1) parseStoredManifest(text(`${count}${'x'.repeat(190_000)}`));
  expect(parseStoredManifest(text('Be brief.')).instructions).toBe('Be brief.');
});
