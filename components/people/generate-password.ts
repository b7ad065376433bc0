// Without letters and digits that are mistaken for each other when read aloud.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 4;
const groupLength = 5;

/** A password that can be read out: four groups of five, about 99 bits. */
export function generatePassword(): string {
  return Array.from({ length: groups }, () => group()).join('-');
}

function group(): string {
  let text = '';
  while (text.length < groupLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(16))) {
      // Values above the last whole multiple would make some characters likelier.
      if (byte < 256 - (256 % alphabet.length) && text.length < groupLength)
        text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}
