'use client';

import { useState } from 'react';
import type { ProviderCheck } from '@/lib/contract/provider';
import { providerRequests } from './provider-queries';

export type CheckState = { state: 'pending' } | { state: 'done'; check: ProviderCheck };

/** Tests of providers made on this page, by name. */
export function useProviderChecks(): {
  checks: Readonly<Record<string, CheckState>>;
  run: (name: string) => void;
  clear: (name: string) => void;
} {
  const [checks, setChecks] = useState<Readonly<Record<string, CheckState>>>({});
  const set = (name: string, check: CheckState): void =>
    setChecks((current) => ({ ...current, [name]: check }));
  return {
    checks,
    run: (name) => {
      set(name, { state: 'pending' });
      void check(name).then((result) => set(name, { state: 'done', check: result }));
    },
    clear: (name) => setChecks(({ [name]: _cleared, ...rest }) => rest),
  };
}

async function check(name: string): Promise<ProviderCheck> {
  try {
    return await (await providerRequests()).checkProvider(name);
  } catch (error) {
    return {
      ok: false,
      latency_ms: 0,
      model: null,
      error: error instanceof Error ? error.message : 'The test did not run. Try again.',
    };
  }
}
