import { describe, expect, it } from 'vitest';
import { fileLabel } from './file-label';

describe('fileLabel', () => {
  it.each([
    ['invoice.png', 'invoice.png'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.png', 'a.png'],
    ['..', 'file'],
    ['', 'file'],
    ['a\u0000b\r\nc.png', 'abc.png'],
    ['gnp.\u202eexe', 'gnp.exe'],
    ['x'.repeat(300), 'x'.repeat(200)],
  ])('makes a label of %j', (name, label) => {
    expect(fileLabel(name)).toBe(label);
  });
});
