import { agentManifestSchema } from '@/lib/contract/agent-manifest';
import { newId } from '@/lib/platform/ids';
import { createTurn, type CreatedTurn, type NewTurn } from './create-turn';
import { openDatabase } from './database';
import { scopeOf } from './scope';
import { insertSession } from './sessions';
import { createTurnStore } from './turn-store';

/** Sessions and turns of an organisation of their own on the test database. */
export function openTurnBench() {
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL === undefined) throw new Error('These tests need the database that the test run starts.');
  const database = openDatabase(DATABASE_URL);
  const scope = scopeOf(database, newId('organisation'));
  const runner = { owner: 'bench', leaseMs: 10_000 };

  async function session(): Promise<string> {
    const manifest = agentManifestSchema.parse({ name: 'bench', model: 'simulated/demo' });
    const id = newId('session');
    await insertSession(scope, {
      id,
      agentId: null,
      agentName: manifest.name,
      agentVersion: null,
      manifest,
      isDraft: true,
      title: null,
      metadata: {},
      createdBy: 'usr_bench',
    });
    return id;
  }

  function newTurn(sessionId: string, change: Partial<NewTurn> = {}): NewTurn {
    return {
      sessionId,
      previousTurnId: 'auto',
      input: [{ type: 'user.message', content: 'Hello' }],
      decisions: null,
      title: 'Hello',
      origin: 'api',
      actor: { id: 'usr_bench', name: 'Bench' },
      runner,
      ifRunning: 'reject',
      ...change,
    };
  }

  return {
    database,
    scope,
    store: createTurnStore(database.pool, runner),
    session,
    newTurn,
    /** Starts a turn that has to start. */
    async start(sessionId: string, change: Partial<NewTurn> = {}): Promise<CreatedTurn> {
      const outcome = await createTurn(scope, newTurn(sessionId, change));
      if (outcome.status !== 'created') throw new Error(`The turn was refused: ${outcome.status}.`);
      return outcome;
    },
    close: () => database.close(),
  };
}

/** The end of a turn that said nothing. */
export function quietEnd(sequenceId: number) {
  const usage = {
    input_tokens: 1,
    output_tokens: 2,
    cache_read_tokens: 0,
    cache_write_tokens: 0,
    reasoning_tokens: 0,
    cost_usd: 0.5,
  };
  const done = { status: 'done' as const, output: [], usage };
  return {
    sequenceId,
    done,
    errorCode: null,
    usage,
    runStatus: 'done' as const,
    snapshot: { version: 1, messages: [] },
    steerCount: 0,
  };
}
