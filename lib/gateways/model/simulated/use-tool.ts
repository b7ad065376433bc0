import { z } from 'zod';
import { callWith, say, type Plan, type PlannedCall } from './plan';
import { bareName, lastCall, resultJson, type CallRecord, type Situation } from './situation';

const serversSchema = z.array(z.object({ name: z.string() }));
const toolsSchema = z.array(z.object({ name: z.string() }));

/** How a tool can be called right now, or what has to be found out first. */
export type Route =
  | { type: 'ready'; call: (argumentsText: string) => PlannedCall }
  | { type: 'first'; plan: Plan }
  | { type: 'missing' };

/**
 * Plans a call of a tool by its bare name: directly where its schema is in front of the model, otherwise through the
 * meta-tools, reading listing and schema first, as a model would.
 */
export function useTool(
  situation: Situation,
  tool: string,
  input: Record<string, unknown>,
  remark: string,
): Plan {
  const route = findRoute(situation, tool);
  switch (route.type) {
    case 'ready':
      return { text: remark, calls: [route.call(JSON.stringify(input))] };
    case 'first':
      return route.plan;
    case 'missing':
      return say(
        `This needs the tool \`${tool}\`, which this agent does not have. Attach its MCP server to the agent, or enable the tool, and ask again.`,
      );
  }
}

/** `name` may be bare, `server__tool` or `server.tool`. */
export function findRoute(situation: Situation, name: string): Route {
  const offered =
    situation.tools.find((tool) => tool.name === name) ??
    situation.tools.find((tool) => sameTool(tool.name, name));
  if (offered) return { type: 'ready', call: (text) => ({ name: offered.name, arguments: text }) };
  if (!offers(situation, 'call_tool')) return { type: 'missing' };

  const { server: wanted, tool } = splitName(name);
  const listings = listingsByServer(situation.everything);
  const server = [...listings].find(
    ([listed, tools]) => (wanted === undefined || wanted === listed) && tools.includes(tool),
  )?.[0];
  if (server !== undefined) return throughMetaTools(situation, server, tool);

  const servers = knownServers(situation);
  if (servers === undefined) {
    const asked = lastCall(situation.done, 'list_servers');
    return asked || !offers(situation, 'list_servers')
      ? { type: 'missing' }
      : { type: 'first', plan: callWith('I look which tool servers there are.', 'list_servers', {}) };
  }
  const unlisted = servers.filter(
    (candidate) => !listings.has(candidate) && (wanted === undefined || wanted === candidate),
  );
  if (unlisted.length === 0 || !offers(situation, 'list_tools')) return { type: 'missing' };
  const calls = unlisted.map((candidate) => ({
    name: 'list_tools',
    arguments: JSON.stringify({ server: candidate }),
  }));
  return { type: 'first', plan: { text: `I look for a tool that can do this.`, calls } };
}

export function offers(situation: Situation, name: string): boolean {
  return situation.tools.some((tool) => tool.name === name);
}

function throughMetaTools(situation: Situation, server: string, tool: string): Route {
  const hasSchema = situation.everything.some(
    ({ tool: called, input }) =>
      called === 'get_tool_schema' && input['server'] === server && input['tool'] === tool,
  );
  if (!hasSchema && offers(situation, 'get_tool_schema')) {
    return {
      type: 'first',
      plan: callWith(`I read the schema of \`${tool}\`.`, 'get_tool_schema', { server, tool }),
    };
  }
  const call = (text: string): PlannedCall => ({
    name: 'call_tool',
    arguments: `{"server":${JSON.stringify(server)},"tool":${JSON.stringify(tool)},"arguments":${text}}`,
  });
  return { type: 'ready', call };
}

/** Tools by server, from every listing read so far; a server whose listing failed counts as empty. */
function listingsByServer(records: readonly CallRecord[]): Map<string, string[]> {
  const listings = new Map<string, string[]>();
  for (const record of records) {
    const server = record.input['server'];
    if (record.tool !== 'list_tools' || typeof server !== 'string') continue;
    const parsed = toolsSchema.safeParse(resultJson(record));
    listings.set(server, parsed.success ? parsed.data.map(({ name }) => name) : []);
  }
  return listings;
}

/** Names in the instructions of the deferred tools, else what `list_servers` answered. */
function knownServers(situation: Situation): string[] | undefined {
  const section = situation.system.split(/^Tool servers\b.*$/m)[1];
  const named =
    section === undefined
      ? []
      : [...section.matchAll(/^- ([a-z0-9-]+):/gm)].flatMap(([, name]) => (name ? [name] : []));
  if (named.length > 0) return named;
  const parsed = serversSchema.safeParse(resultJson(lastCall(situation.everything, 'list_servers')));
  return parsed.success ? parsed.data.map(({ name }) => name) : undefined;
}

function sameTool(offered: string, name: string): boolean {
  const { server, tool } = splitName(name);
  if (server === undefined) return bareName(offered) === tool;
  return offered === `${server}__${tool}`;
}

function splitName(name: string): { server: string | undefined; tool: string } {
  const match = /^([a-z0-9-]+)(?:__|\.|\/)(.+)$/.exec(name);
  return match?.[2] === undefined ? { server: undefined, tool: name } : { server: match[1], tool: match[2] };
}
