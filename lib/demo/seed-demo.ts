import type { ToolEffect } from '@/lib/contract/tool-effect';
import { saveAgent } from '@/lib/features/agents/save-agent';
import type { FeatureContext } from '@/lib/features/feature-context';
import { registerBuiltinServer } from '@/lib/features/mcp-servers';
import { publishSkill } from '@/lib/features/skills/publish-skill';
import { flagTools } from '@/lib/features/tool-policies';
import { findAgent } from '@/lib/storage/agents';
import { hasDemoData, insertDemoData } from '@/lib/storage/demo-data';
import { findSkill } from '@/lib/storage/skills';
import { createDemoData } from './demo-data';
import type { DemoServerName } from './demo-server-names';
import { refundAssistantAgent } from './refund-assistant-agent';
import { refundPolicySkill } from './refund-policy-skill';

const servers: readonly { name: DemoServerName; description: string }[] = [
  { name: 'billing', description: 'Invoices of the demo: find, list, add up, extend and void them.' },
  { name: 'payments', description: 'Charges and refunds of the demo: look them up and send money back.' },
];

// `extend_due_date` is left out on purpose: it shows what a tool looks like that nobody has reviewed.
const flags: readonly { effect: ToolEffect; server: DemoServerName; names: readonly string[] }[] = [
  { effect: 'read_only', server: 'billing', names: ['find_invoice', 'list_invoices', 'invoice_totals'] },
  { effect: 'read_only', server: 'payments', names: ['get_charge', 'list_refunds'] },
  { effect: 'destructive', server: 'billing', names: ['void_invoice'] },
  { effect: 'destructive', server: 'payments', names: ['issue_refund'] },
];

/**
 * Puts the demo's content into an organisation, as its administrator would: servers, flags, skill, agent and books.
 * The demo servers have to run. The books come last and mark the demo as complete, so that a start that was cut short
 * is taken up again and what somebody deleted later does not come back.
 */
export async function seedDemo(
  context: FeatureContext,
  options: { ensureModel(context: FeatureContext): Promise<unknown>; signal: AbortSignal },
): Promise<void> {
  const { scope } = context;
  if (await hasDemoData(scope)) return;
  await options.ensureModel(context);
  for (const server of servers) {
    const registered = await registerBuiltinServer(
      context,
      { ...server, builtin: server.name },
      options.signal,
    );
    if (registered.last_error !== null)
      throw new Error(`The demo could not be set up: ${registered.last_error}`);
  }
  for (const { effect, server, names } of flags) {
    await flagTools(context, { tools: names.map((name) => ({ server, name })), patch: { effect } });
  }
  if ((await findSkill(scope, refundPolicySkill.name)) === null)
    await publishSkill(context, refundPolicySkill);
  if ((await findAgent(scope, refundAssistantAgent.name)) === null) {
    await saveAgent(context, { manifest: refundAssistantAgent, note: 'Part of the demo' });
  }
  await insertDemoData(scope, createDemoData);
}
