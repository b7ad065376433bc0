const signatures: readonly (readonly [string, RegExp])[] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
  ['application/pdf', /^%PDF-/],
  ['application/zip', /^PK(?:\x03\x04|\x05\x06)/],
  ['application/gzip', /^\x1f\x8b/],
];

/** Bytes that `sniffMediaType` wants to see at most. */
export const sniffBytes = 512;

/**
 * What a file is by its first bytes; a declared type counts for nothing. Anything that a browser could run, such as
 * HTML or SVG, is plain text here.
 */
export function sniffMediaType(start: Uint8Array): string {
  const head = Buffer.from(start.subarray(0, sniffBytes));
  const known = signatures.find(([, signature]) => signature.test(head.toString('latin1')));
  if (known) return known[0];
  return isText(head, start.length > sniffBytes) ? 'text/plain' : 'application/octet-stream';
}

function isText(head: Buffer, isCut: boolean): boolean {
  if (head.includes(0)) return false;
  try {
    // A character may be cut in the middle where the head ends.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: isCut || head.length === sniffBytes });
    return true;
  } catch {
    return false;
  }
}
