import { storable } from '@/lib/platform/storable';

type Parsed = { ok: true; value: Record<string, unknown> } | { ok: false; message: string };

/** Reads a call's arguments: a JSON object, or nothing at all, which counts as an empty one. */
export function parseArguments(text: string): Parsed {
  if (text.trim() === '') return { ok: true, value: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { ok: true, value: storable({ ...value }) };
    return { ok: false, message: 'The arguments have to be a JSON object.' };
  } catch {
    return { ok: false, message: 'The arguments are not valid JSON. Send one JSON object.' };
  }
}
