import { describe, expect, it } from 'vitest';
import { yamlKeyPath } from './yaml-key-path';

const at = (text: string) => yamlKeyPath(text.split('\n'));

describe('yamlKeyPath', () => {
  it('is empty at the top', () => {
    expect(at('name: a\nmod')).toEqual([]);
  });

  it('follows the indentation upwards', () => {
    expect(at('name: a\nmodel:\n  name: x\n  params:\n    temp')).toEqual(['model', 'params']);
  });

  it('finds the list above an item, on the dash and below it', () => {
    expect(at('mcp_servers:\n  - na')).toEqual(['mcp_servers']);
    expect(at('mcp_servers:\n  - name: billing\n    pre')).toEqual(['mcp_servers']);
  });
});
