import type { Scope } from './scope';

/**
 * Deletes a session with its turns, events, calls, files and traces, in the caller's transaction. The session's row is
 * held first, so that no turn and no file is added meanwhile; deleting the turns waits for everybody who writes for one
 * of them. Only what comes after both can see all that there is.
 */
export async function deleteSession({ organisationId, prisma }: Scope, id: string): Promise<void> {
  const locked = await prisma.$queryRaw<
    unknown[]
  >`SELECT 1 FROM session WHERE organisation_id = ${organisationId} AND id = ${id} FOR UPDATE`;
  if (locked.length === 0) return;
  const turns = await prisma.$queryRaw<
    { id: string }[]
  >`DELETE FROM turn WHERE organisation_id = ${organisationId} AND session_id = ${id} RETURNING id::text`;
  await prisma.$executeRawUnsafe(
    `WITH events AS (DELETE FROM event WHERE organisation_id = $1 AND turn_id = ANY($3::uuid[])),
       calls AS (DELETE FROM tool_call WHERE organisation_id = $1 AND session_id = $2),
       payloads AS (DELETE FROM step_payload WHERE organisation_id = $1
         AND step_id IN (SELECT id FROM step WHERE organisation_id = $1 AND turn_id = ANY($3::uuid[]))),
       steps AS (DELETE FROM step WHERE organisation_id = $1 AND turn_id = ANY($3::uuid[])),
       runs AS (DELETE FROM run WHERE organisation_id = $1 AND session_id = $2),
       steers AS (DELETE FROM turn_steer WHERE organisation_id = $1 AND turn_id = ANY($3::uuid[])),
       files AS (DELETE FROM session_file WHERE organisation_id = $1 AND session_id = $2)
     DELETE FROM session WHERE organisation_id = $1 AND id = $2`,
    organisationId,
    id,
    turns.map((turn) => turn.id),
  );
}
