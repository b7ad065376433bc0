import { randomBytes } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const length = 40;

/** `tkr_` and 40 random characters of base 62: 238 bits. */
export function mintApiKey(): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // Values above the last whole multiple of 62 would make some characters likelier.
      if (byte < 248 && text.length < length) text += alphabet.charAt(byte % 62);
    }
  }
  return `tkr_${text}`;
}
