'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toast';
import { api } from '@/lib/client/api-client';
import { apiPaths } from '@/lib/client/paths';
import { mcpServerCheckSchema, mcpServerSchema } from '@/lib/contract/mcp-server';
import { dataOf } from '@/lib/contract/pagination';

const serverAnswer = dataOf(mcpServerSchema);
const checkAnswer = dataOf(mcpServerCheckSchema);

/** What can be done with a server as a whole: test it, read its tools again, switch it on or off. */
export function useServerActions(name: string) {
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['mcp-servers'] }),
      queryClient.invalidateQueries({ queryKey: ['tool-policies'] }),
    ]);
  const check = useMutation({
    mutationFn: async () => (await api.post(apiPaths.mcpServerCheck(name), undefined, checkAnswer)).data,
    onSuccess: async ({ ok, latency_ms, tool_count, error }) => {
      if (ok) toast.success(`${name} answers in ${latency_ms} ms with ${tool_count ?? 0} tools`);
      else toast.error(error);
      await refresh();
    },
    onError: (error) => toast.error(error.message),
  });
  const sync = useMutation({
    mutationFn: async () => (await api.post(apiPaths.mcpServerSync(name), undefined, serverAnswer)).data,
    onSuccess: ({ tool_count }) => toast.success(`Read ${tool_count} tools of ${name}`),
    onError: (error) => toast.error(error.message),
    onSettled: refresh,
  });
  const power = useMutation({
    mutationFn: async (enabled: boolean) =>
      (await api.patch(apiPaths.mcpServer(name), { enabled }, serverAnswer)).data,
    onSuccess: ({ enabled }) => toast.success(`${name} is switched ${enabled ? 'on' : 'off'}`),
    onError: (error) => toast.error(error.message),
    onSettled: refresh,
  });
  return { check, sync, power };
}
