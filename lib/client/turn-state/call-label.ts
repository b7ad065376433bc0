import { callArguments, type CallArguments } from './call-arguments';
import type { CallRecord } from './turn-state';

/** The reserved server name of tools that the harness itself brings. */
export const harnessServer = 'harness';

export type CallLabel = { server: string; tool: string; chip: string | null };

const chipLengthMax = 40;
const namingKeys = /^(id|name|tool|query|path|url|title|command|.*_id|.*_name|.*_query|.*Id|.*Name)$/;

/** What one line says about a call: where it goes, what it is called, and the argument that tells it apart. */
export function callLabel(call: CallRecord): CallLabel {
  const server = call.toolInfo?.mcp_server_name ?? harnessServer;
  const tool = call.toolInfo?.original_tool_name ?? call.name;
  const args = callArguments(call) ?? {};
  if (server === harnessServer && tool === 'load_skill') {
    return {
      server: 'skill',
      tool: textOf(args.name) ?? tool,
      chip: args.version === undefined ? null : `v${textOf(args.version)}`,
    };
  }
  return { server, tool, chip: keyArgument(args) };
}

export function isQuestion(call: CallRecord): boolean {
  return (call.toolInfo?.original_tool_name ?? call.name) === 'ask_user_question';
}

function keyArgument(args: CallArguments): string | null {
  const short = Object.entries(args)
    .map(([name, value]) => ({ name, text: textOf(value) }))
    .filter(
      (entry): entry is { name: string; text: string } =>
        entry.text !== null && entry.text !== '' && entry.text.length <= chipLengthMax,
    );
  return (short.find(({ name }) => namingKeys.test(name)) ?? short[0])?.text ?? null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}
