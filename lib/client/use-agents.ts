'use client';

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { z } from 'zod';
import {
  agentSchema,
  agentVersionSchema,
  contextEstimateSchema,
  type Agent,
  type AgentUpsert,
  type AgentVersion,
  type ContextEstimate,
} from '@/lib/contract/agent';
import type { AgentManifest } from '@/lib/contract/agent-manifest';
import { dataOf } from '@/lib/contract/pagination';
import { sessionSchema, type Session, type SessionCreate } from '@/lib/contract/session';
import { api } from './api-client';
import { manifestKey } from './compact-manifest';
import { apiPaths } from './paths';

const agentAnswer = dataOf(agentSchema);
const savedAnswer = z.object({ data: agentSchema, warnings: z.array(z.string()).default([]) });
const sessionAnswer = dataOf(sessionSchema);
const versionsAnswer = z.object({ data: z.array(agentVersionSchema) });
const sessionsAnswer = z.object({ data: z.array(sessionSchema) });

/** The newest version of an agent. */
export async function fetchAgent(name: string): Promise<Agent> {
  return (await api.get(apiPaths.agent(name), agentAnswer)).data;
}

export type SavedAgent = {
  agent: Agent;
  /** Texts that seem to hold a credential: saved, and pointed out. */
  warnings: readonly string[];
};

/** Saves a new agent or the next version. */
export async function saveAgent(body: AgentUpsert): Promise<SavedAgent> {
  const { data, warnings } = await api.post(apiPaths.agents(), body, savedAnswer);
  return { agent: data, warnings };
}

/** Points an alias at a version. */
export async function setAgentAlias(name: string, alias: string, version: number): Promise<void> {
  await api.send('PUT', apiPaths.agentAlias(name, alias), { version });
}

/** Starts a session of a saved agent or of a draft. */
export async function createSession(body: SessionCreate): Promise<Session> {
  return (await api.post(apiPaths.sessions(), body, sessionAnswer)).data;
}

/** Gives a draft session the definition that its next turn runs. */
export async function updateSessionDraft(sessionId: string, manifest: AgentManifest): Promise<void> {
  await api.patch(apiPaths.sessionDraft(sessionId), { manifest }, z.unknown());
}

/** All versions of an agent, newest first. */
export function useAgentVersions(name: string | null): UseQueryResult<readonly AgentVersion[]> {
  return useQuery({
    queryKey: ['agents', name, 'versions'],
    queryFn: async ({ signal }): Promise<readonly AgentVersion[]> => {
      const { data } = await api.get(apiPaths.agentVersions(name ?? ''), versionsAnswer, { signal });
      return data.toSorted((left, right) => right.version - left.version);
    },
    enabled: name !== null,
  });
}

/** What a draft adds to the first model call. Keeps the last answer while the next is on its way. */
export function useContextEstimate(
  manifest: AgentManifest,
  enabled: boolean,
): UseQueryResult<ContextEstimate> {
  return useQuery({
    queryKey: ['agents', 'estimate', manifestKey(manifest)],
    queryFn: async ({ signal }) =>
      (await api.post(apiPaths.agentEstimate(), { manifest }, dataOf(contextEstimateSchema), { signal }))
        .data,
    enabled,
    placeholderData: (previous) => previous,
    staleTime: 60_000,
    gcTime: 60_000,
  });
}

/** The newest sessions of an agent that the caller may read. */
export function useAgentSessions(name: string, enabled: boolean): UseQueryResult<readonly Session[]> {
  return useQuery({
    queryKey: ['sessions', { agent: name }],
    queryFn: async ({ signal }): Promise<readonly Session[]> =>
      (await api.get(apiPaths.sessions({ agent_name: name, limit: '20' }), sessionsAnswer, { signal })).data,
    enabled,
    staleTime: 0,
  });
}
