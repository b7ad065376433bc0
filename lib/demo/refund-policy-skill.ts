import type { SkillPublish } from '@/lib/contract/skill';

const instructions = `---
name: refund-policy
description: When money may go back to a customer, how much, and what to check first. Read before every refund.
---

# Refund policy

## Reasons we accept

| Reason | What it covers |
| --- | --- |
| Duplicate charge | The same invoice was charged more than once. The later charge goes back. |
| Billing error | Wrong amount, wrong customer, or a service that was not ordered. |
| Goodwill credit | Nothing went wrong on paper, but we want to make up for something. |

If nobody named a reason, ask which one applies. Do not guess it from the invoice.

## Before you refund

1. Look the invoice up and check that it belongs to the tenant you work for.
2. Read its charges. Refund what can still be refunded, never more.
3. Compare the amount with the limit of the customer's country in \`references/limits-by-country.md\`. Above the limit,
   say so and stop: finance decides.
4. The money goes back to the customer who paid, in the currency they paid in. Nobody else, no other currency.

## Afterwards

Say in one sentence what was refunded, to whom, why, and under which refund number. If a refund was declined, say that
nothing was changed, and do not try again unless you are asked to.
`;

const limits = `# Limits by country

What may be refunded without finance, for each invoice.

| Country | Currency | Limit |
| --- | --- | --- |
| Germany | EUR | 1,000.00 |
| Netherlands | EUR | 1,000.00 |
| United Kingdom | GBP | 850.00 |
| Switzerland | CHF | 1,200.00 |

The first two letters of the account that get_charge shows are the country: DE, NL, GB or CH.
A duplicate charge has no limit: that money was never ours.
`;

/** The demo's skill: a policy with one reference file. */
export const refundPolicySkill: SkillPublish = {
  name: 'refund-policy',
  note: 'Part of the demo',
  files: [
    { path: 'SKILL.md', content: instructions },
    { path: 'references/limits-by-country.md', content: limits },
  ],
};
