import type { CallRecord } from './situation';

const longestQuote = 600;

/** Says in one sentence that a call did not do its work, and why, in the words of whoever said so. */
export function failureText(record: CallRecord, what: string): string {
  const said = (record.result?.content ?? '').trim().slice(0, longestQuote);
  const isRefusal =
    record.result?.isError === true &&
    /\b(?:den(?:y|ied)|declined|rejected|expired|withdrawn|not allowed)\b/i.test(said);
  if (isRefusal) return `${what}: the call was denied, so nothing was changed. ${sentence(said)}`.trim();
  return said === '' ? `${what}.` : `${what}: ${sentence(said)}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) || text === '' ? text : `${text}.`;
}
