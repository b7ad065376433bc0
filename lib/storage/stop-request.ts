/**
 * What a turn `t` was asked, in SQL: null, or the reason to stop. A request that an earlier release stored has no
 * reason of its own.
 */
export const stopRequest = `CASE WHEN t.cancel_requested_at IS NOT NULL THEN COALESCE(t.cancel_reason, 'client-cancelled') END`;
