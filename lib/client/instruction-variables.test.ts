import { describe, expect, it } from 'vitest';
import { instructionVariables, splitVariables } from './instruction-variables';

describe('variables in instructions', () => {
  it('lists each name once, over all texts', () => {
    expect(instructionVariables('For {{tenant}}, {{ tenant }} and {{region}}.', '{{user-id}}')).toEqual([
      'tenant',
      'region',
      'user-id',
    ]);
  });

  it('leaves braces alone that name nothing', () => {
    expect(instructionVariables('{{}} {{1a}} {tenant}')).toEqual([]);
  });

  it('splits a text without losing a character', () => {
    const text = 'a {{b}}\n{{c}}d';
    expect(
      splitVariables(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
    expect(splitVariables(text).filter((part) => part.variable)).toHaveLength(2);
  });
});
