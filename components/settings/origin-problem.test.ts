import { describe, expect, it } from 'vitest';
import { originProblem } from './origin-problem';

describe('originProblem', () => {
  it.each(['https://app.example.com', 'http://localhost:5173', 'https://app.example.com:8443'])(
    'takes %s',
    (origin) => expect(originProblem(origin, [])).toBeNull(),
  );

  it.each([
    '*',
    'null',
    'app.example.com',
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://App.example.com',
    'javascript:alert(1)',
  ])('refuses %s and shows how one looks', (origin) =>
    expect(originProblem(origin, [])).toContain('https://app.example.com'),
  );

  it('refuses what is listed already, and more than the list holds', () => {
    expect(originProblem('https://a.test', ['https://a.test'])).toContain('already');
    const full = Array.from({ length: 50 }, (_, index) => `https://a${index}.test`);
    expect(originProblem('https://b.test', full)).toContain('full');
  });
});
