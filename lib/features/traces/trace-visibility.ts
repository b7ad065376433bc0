import { roleMay } from '@/lib/contract/permissions';
import { can, type Principal } from '@/lib/contract/principal';
import type { TraceVisibility } from '@/lib/storage/traces';

/** Whose runs a caller may see: everybody's with the right to, else their own; who builds agents also sees how those ran. */
export function traceVisibility(principal: Principal): TraceVisibility {
  if (can(principal, 'traces:read-all')) return { everybody: true };
  return {
    everybody: false,
    userId: principal.userId,
    withAgentsCreated: roleMay(principal.role, 'agents:write'),
  };
}
