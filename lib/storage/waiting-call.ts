import type { StoredCall } from './turn-store-port';

/** A stored call, and whether its time was over on the database's clock when it was read. */
export type WaitingCall = StoredCall & { isExpired: boolean };

/** Whether a call still waits for somebody. */
export function isWaiting(call: WaitingCall): boolean {
  const isOpen = call.gate !== null && (call.state === 'gated' || call.state === 'outcome_unknown');
  return isOpen && call.decision === null && call.withdrawnAt === null && !call.isExpired;
}
