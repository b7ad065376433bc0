import { manifestDefaults } from '@/lib/contract/agent-manifest';
import { buildCatalogue, type ToolCatalogue } from '../context/tool-catalogue';
import { admitInput, openCalls } from '../context/fold-turn';
import { callTools } from './call-tools';
import { finishTurn, type FinishedTurn, type TurnEnding } from './finish-turn';
import { loadSkills } from './load-skills';
import { modelStep } from './model-step';
import { takeSteers } from './take-steers';
import type { StopReason, TurnRun } from './turn-run';

/**
 * One turn, from where its log stands to its end: settle the calls that are open, take in the messages that joined,
 * ask the model, repeat. A turn that another process left is continued by the same code, because everything it needs
 * is folded from the log. Undefined when it was handed over before its end.
 */
export async function runTurn(run: TurnRun): Promise<FinishedTurn | undefined> {
  for (;;) {
    const ending = await loop(run);
    if (!ending) return undefined;
    const finished = await finishTurn(run, ending);
    // A message joined or a stop came at the last moment: what looked like the end was not.
    if (finished !== 'goes on') return finished;
  }
}

/** Undefined when the turn is not ended here but handed over to another process. */
async function loop(run: TurnRun): Promise<TurnEnding | undefined> {
  const skills = await loadSkills(run);
  let fresh = false;
  for (;;) {
    const catalogue = await currentCatalogue(run, skills);
    if (openCalls(run.conversation).length > 0) {
      // Also after a stop: what was sent is waited for, and what was not is closed, so that the next turn can go on.
      if (run.signal.reason === 'handover') return undefined;
      const waiting = await callTools(run, catalogue, { fresh });
      if (waiting) return waiting;
    }
    await takeSteers(run);
    if (run.conversation.isAnswered) return { status: 'done' };
    const stop = whyStop(run);
    if (stop !== undefined) return stop === 'handover' ? undefined : stop;
    admitInput(run.conversation);
    const step = await modelStep(run, catalogue);
    if (step.status === 'failed')
      return { status: 'error', code: step.failure.code, message: step.failure.message };
    fresh = true;
  }
}

function whyStop(run: TurnRun): TurnEnding | 'handover' | undefined {
  if (run.signal.aborted) {
    // Only `createTurnRun`'s callers abort this signal, and they give a StopReason.
    const reason = run.signal.reason as StopReason;
    if (reason === 'handover' || reason === 'fenced') return 'handover';
    return { status: 'cancelled', reason };
  }
  if (run.eventCount >= manifestDefaults.eventLimit) {
    const limit = manifestDefaults.eventLimit.toLocaleString('en');
    const message = `This turn has reached its limit of ${limit} events. What was said is kept; send another message to go on.`;
    return { status: 'error', code: 'event_limit', message };
  }
  const { config } = run.state.manifest;
  const iterationLimit = config.iteration_limit ?? manifestDefaults.iterationLimit;
  if (run.iterations >= iterationLimit) {
    const message = `The agent used its ${iterationLimit} model calls for this turn. Send another message to go on, or raise iteration_limit.`;
    return { status: 'error', code: 'iteration_limit', message };
  }
  const spent = run.state.runCostUsd + run.usage.cost_usd;
  if (config.max_cost_usd !== undefined && spent >= config.max_cost_usd) {
    const message = `The run has cost $${spent.toFixed(4)}, and this agent's limit is $${config.max_cost_usd}. Raise max_cost_usd, or start over with less.`;
    return { status: 'error', code: 'cost_limit', message };
  }
  return undefined;
}

/** Flags are read anew for every round, so that an admin's change holds from the next call on. */
async function currentCatalogue(
  run: TurnRun,
  skills: Awaited<ReturnType<typeof loadSkills>>,
): Promise<ToolCatalogue> {
  const { manifest, key } = run.state;
  const servers = manifest.mcp_servers.map((server) => server.name);
  const policies = servers.length === 0 ? [] : await run.ports.toolPolicies(key.organisationId, servers);
  return buildCatalogue({ manifest, policies, skills });
}
