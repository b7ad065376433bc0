import { agentManifestSchema, type AgentManifest } from '@/lib/contract/agent-manifest';

const instructions = `You handle refunds for the tenant {{tenant}}.

- Work only on invoices of {{tenant}}. If an invoice belongs to somebody else, say so and stop.
- Read the skill refund-policy before you refund anything, and keep to it.
- If the reason for a refund is not clear, ask for it.
- Take amounts, currencies and names from the tools, never from memory.
- Finish with one short sentence that says what was done.`;

/**
 * The demo's agent. Payments is preloaded, so that its schemas are in the first call; billing is not, so that the
 * agent finds its tools when it needs them: both sides of the toggle can be seen at work.
 */
export const refundAssistantAgent: AgentManifest = agentManifestSchema.parse({
  name: 'refund-assistant',
  description:
    'Finds an invoice, checks the refund policy and sends money back once somebody has allowed it.',
  tags: ['demo', 'finance'],
  model: { name: 'simulated/demo' },
  instructions,
  variables: { tenant: 'acme' },
  mcp_servers: [
    { name: 'payments', preload: true },
    { name: 'billing', preload: false },
  ],
  skills: [{ name: 'refund-policy', alias: 'latest' }],
  samples: [
    'Refund invoice INV-2031 for tenant acme',
    'What does invoice INV-2031 look like?',
    'Which invoices of tenant acme are overdue?',
    'Which refunds did tenant acme get?',
  ],
  config: { ask_user_questions: { enabled: true } },
});
