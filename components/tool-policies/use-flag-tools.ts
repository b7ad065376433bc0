'use client';

import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { toast } from '@/components/ui/toast';
import type { McpTool, ToolBulkPatch } from '@/lib/contract/mcp-server';
import { effectWords } from './effect-words';

/** Flags tools and brings every list that shows flags up to date. */
export function useFlagTools(): UseMutationResult<McpTool[], Error, ToolBulkPatch> {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (patch: ToolBulkPatch) => (await import('./flag-tools')).flagTools(patch),
    onSuccess: async (tools, { patch }) => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['tool-policies'] }),
        queryClient.invalidateQueries({ queryKey: ['mcp-servers'] }),
      ]);
      toast.success(successText(tools, patch));
    },
    onError: (error) => toast.error(error.message),
  });
}

function successText(tools: readonly McpTool[], patch: ToolBulkPatch['patch']): string {
  const [only] = tools;
  const what = tools.length === 1 && only ? only.name : `${tools.length} tools`;
  if ('accept_hints' in patch) {
    const without = tools.filter((tool) => tool.suggested_effect === null).length;
    const rest = without > 0 ? ` ${without} of them without hints stayed as they were.` : '';
    return `Accepted the servers' hints for ${what}.${rest}`;
  }
  if (patch.effect !== undefined) return `${what}: ${effectWords[patch.effect].label.toLowerCase()}`;
  if (patch.enabled !== undefined) return `${what}: switched ${patch.enabled ? 'on' : 'off'}`;
  return `${what}: saved`;
}
