import { expect, test } from 'vitest';
import { exampleRequest } from './example-request';

const key = 'tkr_x';
const origin = 'http://localhost:3000';

test('asks for something that the scopes allow', () => {
  expect(exampleRequest({ key, origin, scopes: ['skills:read'] })).toContain(
    'http://localhost:3000/api/v1/skills',
  );
});

test('offers nothing where the scopes read nothing', () => {
  expect(exampleRequest({ key, origin, scopes: ['sessions:write'] })).toBeNull();
});
