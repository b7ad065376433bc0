import { effectAsks } from '@/lib/contract/tool-effect';
import type { ToolPolicy } from '@/lib/storage/mcp-tools';

/** What is about to run, and what a person has already said of this very call. */
export type GateQuestion = {
  /** Undefined for tools of the harness itself. */
  policy: ToolPolicy | undefined;
  /** The agent's own `require_approval_for_tools`: raises the gate, never lowers it. */
  agentAsks: boolean;
  argumentsDigest: string;
  /** A person's allow, bound to what they were shown. */
  approval: { toolDigest: string; argumentsDigest: string } | undefined;
};

export type GateDecision =
  | { action: 'allow'; policy: string; approved: boolean }
  | { action: 'ask'; policy: string; reason: string }
  | { action: 'deny'; policy: string; reason: string };

/**
 * The one gate. Every call passes it just before it would run: from the main thread, through a deferred tool, or
 * resumed after an approval. Pure, so that it can be read, tested and replayed on past calls.
 */
export function decide({ policy, agentAsks, argumentsDigest, approval }: GateQuestion): GateDecision {
  if (!policy) return { action: 'allow', policy: 'harness', approved: false };
  const name = `${policy.server}.${policy.name}`;
  if (!policy.serverEnabled)
    return deny(
      'server-disabled',
      `The MCP server "${policy.server}" is switched off. An administrator can switch it on under MCP servers.`,
    );
  if (!policy.enabled)
    return deny(
      'tool-disabled',
      `The tool "${name}" is switched off. An administrator can switch it on under Tool policies.`,
    );
  const reason = whyItAsks(policy, agentAsks);
  if (!reason) return { action: 'allow', policy: `flag:${policy.effect}`, approved: false };
  if (approval && approval.argumentsDigest === argumentsDigest && approval.toolDigest === policy.digest) {
    return { action: 'allow', policy: reason.policy, approved: true };
  }
  const changed = approval ? ' The tool changed after it was approved, so it is asked again.' : '';
  return { action: 'ask', policy: reason.policy, reason: reason.text + changed };
}

/** The rule that gates a tool, in words; undefined when it runs without asking. */
export function whyItAsks(
  policy: Pick<ToolPolicy, 'effect' | 'state'>,
  agentAsks: boolean,
): { policy: string; text: string } | undefined {
  if (policy.state === 'changed') {
    return { policy: 'flag:changed', text: 'The server changed this tool and nobody has reviewed it since.' };
  }
  if (effectAsks(policy.effect)) {
    return policy.effect === 'destructive'
      ? { policy: 'flag:destructive', text: 'An administrator flagged this tool as destructive.' }
      : { policy: 'flag:unset', text: 'Nobody has reviewed this tool yet, so it counts as destructive.' };
  }
  return agentAsks ? { policy: 'agent', text: 'This agent asks before it uses this tool.' } : undefined;
}

function deny(policy: string, reason: string): GateDecision {
  return { action: 'deny', policy, reason };
}
