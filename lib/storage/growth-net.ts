import type { Pool } from 'pg';

const everyMs = 1000;

type TurnAddress = { organisationId: string; turnId: string };

/**
 * The net under the words that get lost: once a second one query asks how far the logs have come that this process
 * follows, however many they are. Nothing is asked while it follows none.
 */
export function createGrowthNet(
  pool: Pool,
  turns: { followed(): readonly TurnAddress[]; grown(turnId: string, sequenceId: number): void },
) {
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;

  async function ask(): Promise<void> {
    const followed = turns.followed();
    if (isAsking || followed.length === 0) return;
    isAsking = true;
    try {
      const ends = await readLogEnds(pool, followed);
      for (const { turnId, sequenceId } of ends) turns.grown(turnId, sequenceId);
    } catch {
      // The next second asks again, and whoever reads the log meets what is wrong.
    } finally {
      isAsking = false;
    }
  }

  return {
    open() {
      timer ??= setInterval(() => void ask(), everyMs).unref();
    },
    close() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** The last sequence numbers of turns that have logged anything. */
async function readLogEnds(
  pool: Pool,
  turns: readonly TurnAddress[],
): Promise<{ turnId: string; sequenceId: number }[]> {
  const { rows } = await pool.query<{ turn_id: string; last: number | null }>({
    name: 'read-log-ends',
    text: `SELECT followed.turn_id, (
        SELECT max(e.sequence_id) FROM event e
        WHERE e.organisation_id = followed.organisation_id AND e.turn_id = followed.turn_id) AS last
      FROM unnest($1::text[], $2::uuid[]) AS followed(organisation_id, turn_id)`,
    values: [turns.map((turn) => turn.organisationId), turns.map((turn) => turn.turnId)],
  });
  return rows.flatMap((row) => (row.last === null ? [] : [{ turnId: row.turn_id, sequenceId: row.last }]));
}
