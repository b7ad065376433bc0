'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useContextEstimate } from '@/lib/client/use-agents';
import type { ContextEstimate } from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';

const debounceMs = 350;

/** The draft's token count, asked once typing pauses. A draft that the schema refuses is not asked about. */
export function useDebouncedEstimate(
  manifest: AgentManifest,
  isValid: boolean,
): UseQueryResult<ContextEstimate> {
  const [settled, setSettled] = useState(manifest);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(manifest), debounceMs);
    return () => clearTimeout(timer);
  }, [manifest]);
  return useContextEstimate(settled, isValid);
}
