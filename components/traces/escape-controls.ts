// Control characters and the marks that turn the direction of text: both can make a text look like another one.
const hidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Writes invisible characters as `\u202e`, so that nothing in a payload can hide or reorder what is shown. */
export function escapeControls(text: string): string {
  return text.replace(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
