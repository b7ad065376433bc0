import { describe, expect, it } from 'vitest';
import { sniffMediaType } from './sniff-media-type';

describe('sniffMediaType', () => {
  it.each([
    ['image/png', '89504e470d0a1a0a00'],
    ['image/jpeg', 'ffd8ffe0'],
    ['image/gif', Buffer.from('GIF89a').toString('hex')],
    ['image/webp', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ', 'latin1').toString('hex')],
    ['application/pdf', Buffer.from('%PDF-1.7').toString('hex')],
    ['application/octet-stream', '00010203'],
    ['application/octet-stream', 'fffe41'],
  ])('knows %s by its bytes', (type, hex) => {
    expect(sniffMediaType(Buffer.from(hex, 'hex'))).toBe(type);
  });

  it('calls what a browser could run plain text', () => {
    expect(sniffMediaType(Buffer.from('<svg onload="alert(1)">'))).toBe('text/plain');
    expect(sniffMediaType(Buffer.from('<!doctype html>'))).toBe('text/plain');
  });

  it('knows text whose last character is cut', () => {
    expect(sniffMediaType(Buffer.from(`${'a'.repeat(511)}é and more`))).toBe('text/plain');
  });
});
