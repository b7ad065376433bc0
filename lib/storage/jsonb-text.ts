import { storableJson } from '@/lib/platform/storable';

/** JSON text that PostgreSQL accepts as jsonb. */
export function jsonbText(value: unknown): string {
  return storableJson(value ?? null);
}
