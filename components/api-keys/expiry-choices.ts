export const expiryChoices = ['30', '90', '365', 'never'] as const;
export type ExpiryChoice = (typeof expiryChoices)[number];

/** The choices as people read them. */
export const expiryWords: Record<ExpiryChoice, string> = {
  '30': '30 days',
  '90': '90 days',
  '365': 'One year',
  never: 'Never',
};

const dayMs = 86_400_000;

/** When a key that is made now ends, or null for one that does not. */
export function expiryOf(choice: ExpiryChoice, nowMs: number): string | null {
  return choice === 'never' ? null : new Date(nowMs + Number(choice) * dayMs).toISOString();
}
