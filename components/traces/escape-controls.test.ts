import { describe, expect, it } from 'vitest';
import { escapeControls } from './escape-controls';

describe('escapeControls', () => {
  it('shows characters that hide or reorder text, and keeps lines and tabs', () => {
    expect(escapeControls('pay\u202e004\u0007\u200b')).toBe('pay\\u202e004\\u0007\\u200b');
    expect(escapeControls('a\n\tb é 漢')).toBe('a\n\tb é 漢');
  });
});
