'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { z } from 'zod';
import { mcpServerSchema, mcpToolSchema, type McpServer, type McpTool } from '@/lib/contract/mcp-server';
import { modelSchema, type Model } from '@/lib/contract/provider';
import { skillSchema, skillVersionSchema, type Skill, type SkillVersion } from '@/lib/contract/skill';
import { api } from './api-client';
import { apiPaths } from './paths';

const staleMs = 30_000;
const rows = <Item extends z.ZodType>(item: Item) => z.object({ data: z.array(item) });
const modelsSchema = rows(modelSchema);
const serversSchema = rows(mcpServerSchema);
const toolsSchema = rows(mcpToolSchema);
const skillsSchema = rows(skillSchema);
const skillVersionsSchema = rows(skillVersionSchema);

/** The models that agents of this organisation may name. */
export function useModels(initial?: readonly Model[]): UseQueryResult<readonly Model[]> {
  return useQuery({
    queryKey: ['models'],
    queryFn: async ({ signal }): Promise<readonly Model[]> =>
      (await api.get(apiPaths.models(), modelsSchema, { signal })).data,
    staleTime: staleMs,
    ...(initial ? { initialData: initial } : {}),
  });
}

/** The registered MCP servers; asks nothing where the role may not read them. */
export function useMcpServers(options: {
  enabled: boolean;
  initial?: readonly McpServer[] | undefined;
}): UseQueryResult<readonly McpServer[]> {
  return useQuery({
    queryKey: ['mcp-servers'],
    queryFn: async ({ signal }): Promise<readonly McpServer[]> =>
      (await api.get(apiPaths.mcpServers(), serversSchema, { signal })).data,
    enabled: options.enabled,
    staleTime: staleMs,
    ...(options.initial ? { initialData: options.initial } : {}),
  });
}

/** The tools of one server with their flags and token counts. */
export function useServerTools(server: string, enabled: boolean): UseQueryResult<readonly McpTool[]> {
  return useQuery({
    queryKey: ['mcp-servers', server, 'tools'],
    queryFn: async ({ signal }): Promise<readonly McpTool[]> =>
      (await api.get(apiPaths.mcpServerTools(server), toolsSchema, { signal })).data,
    enabled,
    staleTime: staleMs,
  });
}

/** The skills of the registry; asks nothing where the role may not read them. */
export function useSkills(options: {
  enabled: boolean;
  initial?: readonly Skill[] | undefined;
}): UseQueryResult<readonly Skill[]> {
  return useQuery({
    queryKey: ['skills'],
    queryFn: async ({ signal }): Promise<readonly Skill[]> =>
      (await api.get(apiPaths.skills(), skillsSchema, { signal })).data,
    enabled: options.enabled,
    staleTime: staleMs,
    ...(options.initial ? { initialData: options.initial } : {}),
  });
}

/** The published versions of a skill, newest first. */
export function useSkillVersions(skill: string, enabled: boolean): UseQueryResult<readonly SkillVersion[]> {
  return useQuery({
    queryKey: ['skills', skill, 'versions'],
    queryFn: async ({ signal }): Promise<readonly SkillVersion[]> =>
      (await api.get(apiPaths.skillVersions(skill), skillVersionsSchema, { signal })).data,
    enabled,
    staleTime: staleMs,
  });
}
