import 'server-only';
import { notFound } from 'next/navigation';
import { pageContext } from '@/lib/auth/require-console-principal';
import type { Agent } from '@/lib/contract/agent';
import type { McpServer } from '@/lib/contract/mcp-server';
import { can } from '@/lib/contract/principal';
import type { Model } from '@/lib/contract/provider';
import type { SessionDetail } from '@/lib/contract/session';
import type { Skill } from '@/lib/contract/skill';
import { readAgent } from '@/lib/features/agents';
import { listServers } from '@/lib/features/mcp-servers';
import { listModels } from '@/lib/features/models';
import { readSession } from '@/lib/features/sessions';
import { listSkills } from '@/lib/features/skills';
import { isAppError } from '@/lib/platform/app-error';

const everything = { limit: 200 };

export type WorkbenchRegistry = {
  models: readonly Model[];
  servers: readonly McpServer[] | undefined;
  skills: readonly Skill[] | undefined;
};

/** What a definition may name, as far as the person may read it. */
export async function loadRegistry(): Promise<WorkbenchRegistry> {
  const context = await pageContext();
  const [models, servers, skills] = await Promise.all([
    listModels(context),
    can(context.principal, 'mcp-servers:read') ? listServers(context, everything) : undefined,
    can(context.principal, 'skills:read') ? listSkills(context, everything) : undefined,
  ]);
  return { models: models.data, servers: servers?.data, skills: skills?.data };
}

/** An agent that the address names; its absence is the page's 404. */
export async function loadAgent(name: string): Promise<Agent> {
  const agent = await findAgent(name);
  return agent ?? notFound();
}

export async function findAgent(name: string): Promise<Agent | null> {
  return orNull(readAgent(await pageContext(), name));
}

/** The chat that the address names, or null where it is gone: then a new one starts. */
export async function findSession(id: string | undefined): Promise<SessionDetail | null> {
  return id === undefined ? null : orNull(readSession(await pageContext(), id));
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
