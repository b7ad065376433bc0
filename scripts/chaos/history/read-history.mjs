import { waitUntil } from '../from-launcher.mjs';

/** Deltas go five minutes after a turn's end; from shortly before, their absence says nothing. */
const trimmedAfterMs = 4.5 * 60_000;

/** Notes what the harness itself knows while a scenario runs: what was promised to clients and what they received. */
export function createNotes() {
  return { sessions: new Set(), acknowledged: new Set(), scripts: new Map(), stories: [], resent: new Map() };
}

/** Everything stored about the sessions of `notes`, beside what the notes say. Reads the log by SQL and by the API. */
export async function readHistory(deployment, notes, { withApi = true, mayRun = false } = {}) {
  const { sql, api } = deployment;
  const ids = [...notes.sessions];
  const turns = await sql.rows('SELECT * FROM turn WHERE session_id = ANY($1) ORDER BY created_at, id', [
    ids,
  ]);
  const turnIds = turns.map((turn) => turn.id);
  const rows = await sql.rows(
    'SELECT turn_id, sequence_id, type, thread_id, payload FROM event WHERE turn_id = ANY($1) ORDER BY turn_id, sequence_id',
    [turnIds],
  );
  const writes = await sql.rows('SELECT * FROM chaos_write WHERE turn_id = ANY($1) ORDER BY n', [turnIds]);
  const calls = await sql.rows('SELECT * FROM tool_call WHERE session_id = ANY($1)', [ids]);
  const [rowsOf, writesOf] = [groupBy(rows), groupBy(writes)];
  const replica = deployment.replicas.find((one) => one.isUp);
  const sessions = [];
  for (const sessionId of ids) {
    const read = [];
    for (const turn of turns.filter((one) => one.session_id === sessionId)) {
      const isTrimmed = turn.ended_at !== null && Date.now() - turn.ended_at.getTime() > trimmedAfterMs;
      const shownByApi =
        withApi && turn.ended_at !== null
          ? {
              shown: await api.readTurn(replica, sessionId, turn.id),
              listed: await api.listEvents(replica, sessionId, turn.id),
            }
          : {};
      read.push({
        turn,
        rows: rowsOf.get(turn.id) ?? [],
        writes: (writesOf.get(turn.id) ?? []).filter((write) => !isTrimmed || write.what !== 'model.delta'),
        isTrimmed,
        ...shownByApi,
      });
    }
    sessions.push({ sessionId, turns: read, calls: calls.filter((call) => call.session_id === sessionId) });
  }
  return { ...notes, sessions, mayRun, writers: deployment.writers(), lines: await deployment.ledger() };
}

/** Waits until no turn of these sessions runs; false when some still do after `timeoutMs`. */
export function untilQuiet(deployment, notes, timeoutMs) {
  return waitUntil(
    async () => {
      const [{ count }] = await deployment.sql
        .rows(
          `SELECT count(*)::int AS count FROM turn WHERE session_id = ANY($1) AND status IN ('queued', 'running')`,
          [[...notes.sessions]],
        )
        .catch(() => [{ count: 1 }]);
      return count === 0;
    },
    { timeoutMs, everyMs: 100 },
  );
}

function groupBy(rows) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.turn_id);
    if (group === undefined) groups.set(row.turn_id, [row]);
    else group.push(row);
  }
  return groups;
}
