/** Turns that a process holds at this moment, by the owner it writes. */
export function heldBy(deployment, pid) {
  return deployment.sql.rows(
    `SELECT id, session_id, fence, deaths, owner FROM turn WHERE status = 'running' AND owner LIKE $1`,
    [`%/${pid}/%`],
  );
}

/**
 * For each hit `{ turnId, since }` the milliseconds until somebody wrote to that turn again; undefined when nobody has.
 * Of a turn that was hit again before anybody went on with it, only the last hit counts.
 */
export async function gapsAfter(deployment, hits) {
  const rows = await deployment.sql.rows(
    `SELECT turn_id, (extract(epoch FROM at) * 1000)::float8 AS at FROM chaos_write WHERE turn_id = ANY($1) ORDER BY n`,
    [hits.map(({ turnId }) => turnId)],
  );
  return hits.flatMap(({ turnId, since }) => {
    const next = rows.find((row) => row.turn_id === turnId && row.at > since)?.at;
    const wasHitAgain = hits.some(
      (other) => other.turnId === turnId && other.since > since && !(next < other.since),
    );
    return wasHitAgain ? [] : [{ turnId, gapMs: next === undefined ? undefined : next - since }];
  });
}
