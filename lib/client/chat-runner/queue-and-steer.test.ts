import { afterEach, describe, expect, it, vi } from 'vitest';
import { displayItems } from '../turn-state/display-items';
import { storedOf, streamOf, turnOf, type SampleTurn } from '../turn-state/turn-events.test-support';
import type { ChatEvent } from '../turn-state/turn-state';
import { json, refuse, serve, session, stream } from './canned-server.test-support';
import { ChatRunner } from './chat-runner';

const sampleOf = (id: string, content: string): SampleTurn => ({
  id,
  messages: [{ id: `${id}-m1`, content, reasoning: '', calls: [] }],
  answered: [],
  asked: [],
});
const first = sampleOf('turn-1', 'First answer.');
const second = sampleOf('turn-2', 'Second answer.');
const queuedTurn = () =>
  json(turnOf(second, { status: 'queued', started_at: null, ended_at: null, input: said('And then?') }));
const said = (content: string) => [{ type: 'user.message' as const, content }];

const turnsPath = 'POST /api/v1/sessions/ses_1/turns';
const streamPath = (id: string) => `GET /api/v1/sessions/ses_1/turns/${id}/stream`;

/** A stream that stays open: it tells these events and then nothing until it is let go on. */
function held(before: readonly ChatEvent[], after: readonly ChatEvent[]) {
  let release: () => void = () => undefined;
  const go = new Promise<void>((resolve) => (release = resolve));
  const bytes = async (events: readonly ChatEvent[]) => new Uint8Array(await stream(events).arrayBuffer());
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(await bytes(before));
      await go;
      controller.enqueue(await bytes(after));
      controller.close();
    },
  });
  return { answer: () => new Response(body), release };
}

const rows = (runner: ChatRunner): string[] =>
  displayItems(runner.snapshot().state, Date.now()).flatMap((item) => {
    if (item.kind === 'text') return [item.message.content];
    if (item.kind === 'notice') return ['notice'];
    return item.kind === 'user' ? [`you: ${String(item.message.content)} (${item.note ?? ''})`] : [];
  });
const queued = (runner: ChatRunner) =>
  runner.snapshot().state.turns.filter((turn) => turn.phase === 'queued');

afterEach(() => vi.unstubAllGlobals());

describe('a queued message', () => {
  it('stays out of the conversation until its turn starts, and is answered then', async () => {
    const events = streamOf(first);
    const running = held(events.slice(0, 3), events.slice(3));
    const requests = serve({
      [streamPath('turn-2')]: [() => stream(streamOf(second))],
      [turnsPath]: [running.answer, queuedTurn],
    });
    const runner = new ChatRunner(() => Promise.resolve('ses_1'));
    runner.send('Hello');
    await vi.waitFor(() => expect(runner.snapshot().state.turns[0]?.id).toBe('turn-1'));
    runner.queue('And then?');
    await vi.waitFor(() => expect(queued(runner).map((turn) => turn.id)).toEqual(['turn-2']));
    expect(rows(runner)).not.toContain('you: And then? ()');
    expect(requests.at(-1)?.body).toMatchObject({ if_running: 'queue', stream: false });
    running.release();
    await vi.waitFor(() =>
      expect(rows(runner)).toEqual(['you: Hello ()', 'First answer.', 'you: And then? ()', 'Second answer.']),
    );
  });

  it('can be taken out again', async () => {
    const running = held(streamOf(first).slice(0, 3), []);
    const requests = serve({
      'POST /api/v1/sessions/ses_1/turns/turn-2/cancel': [
        () =>
          json(
            turnOf(second, {
              status: 'cancelled',
              cancellation_reason: 'client-cancelled',
              started_at: null,
              input: said('And then?'),
            }),
          ),
      ],
      [turnsPath]: [running.answer, queuedTurn],
    });
    const runner = new ChatRunner(() => Promise.resolve('ses_1'));
    runner.send('Hello');
    await vi.waitFor(() => expect(runner.snapshot().state.turns[0]?.id).toBe('turn-1'));
    runner.queue('And then?');
    await vi.waitFor(() => expect(queued(runner)[0]?.id).toBe('turn-2'));
    await runner.removeQueued(queued(runner)[0]?.key ?? '');
    expect(queued(runner)).toEqual([]);
    expect(requests.at(-1)?.path).toContain('/turn-2/cancel');
    runner.close();
  });

  it('that was answered stays so after a reload, behind what ran before it', async () => {
    const started: ChatEvent = {
      id: 'evt_started',
      type: 'turn.started',
      turn_id: 'turn-2',
      sequence_id: 2,
      created_at: '2027-01-15T08:00:09.000Z',
      previous_turn_id: 'turn-3',
    };
    const resumed = sampleOf('turn-3', 'In between.');
    const at = (second: number) => `2027-01-15T08:00:0${second}.000Z`;
    const requests = serve({
      'GET /api/v1/sessions/ses_1/turns/turn-1/events': [() => json(storedOf(first))],
      'GET /api/v1/sessions/ses_1/turns/turn-2/events': [() => json([started, ...storedOf(second)])],
      'GET /api/v1/sessions/ses_1/turns/turn-3/events': [() => json(storedOf(resumed))],
      'GET /api/v1/sessions/ses_1/turns?': [
        () =>
          json([
            turnOf(first, { input: said('Hello') }),
            turnOf(second, { input: said('And then?'), created_at: at(1), started_at: at(9) }),
            turnOf(resumed, { input: said('First this'), created_at: at(2), started_at: at(2) }),
          ]),
      ],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const runner = new ChatRunner(() => Promise.resolve('ses_1'));
    await runner.open('ses_1');
    expect(rows(runner).filter((row) => row.endsWith('.'))).toEqual([
      'First answer.',
      'In between.',
      'Second answer.',
    ]);
    expect(runner.snapshot().state.turns.map((turn) => turn.phase)).toEqual(['done', 'done', 'done']);
    expect(requests.filter(({ path }) => path.includes('/stream'))).toEqual([]);
  });

  it('that was refused says why, and is sent again under the same key', async () => {
    const running = held(streamOf(first).slice(0, 3), []);
    const keys: (string | undefined)[] = [];
    serve({ [turnsPath]: [running.answer, () => refuse(429, 'rate_limited'), queuedTurn] });
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (headers.has('idempotency-key')) keys.push(headers.get('idempotency-key') ?? undefined);
      return fetch(path, init);
    });
    const runner = new ChatRunner(() => Promise.resolve('ses_1'));
    runner.send('Hello');
    await vi.waitFor(() => expect(runner.snapshot().state.turns[0]?.id).toBe('turn-1'));
    runner.queue('And then?');
    const refused = () => runner.snapshot().state.turns.find((turn) => turn.phase === 'refused');
    await vi.waitFor(() => expect(refused()?.error?.message).toBe('No. Do this instead.'));
    runner.retry(refused()?.key ?? '');
    await vi.waitFor(() => expect(queued(runner)[0]?.id).toBe('turn-2'));
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    runner.close();
  });
});

describe('a message that joins a run', () => {
  const steered = (sequenceId: number): ChatEvent => ({
    id: 'evt_s',
    type: 'turn.steered',
    turn_id: 'turn-1',
    sequence_id: sequenceId,
    created_at: '2027-01-15T08:00:01.000Z',
    number: 1,
    input: said('Be brief'),
    created_by: 'usr_1',
  });

  it('shows at once, takes its place when the run has read it, and stands there after a reload', async () => {
    const events = streamOf(first);
    const end = events.at(-1)?.sequence_id ?? 0;
    const running = held(events.slice(0, 3), [...events.slice(3, -1), steered(end - 1)]);
    const requests = serve({
      [turnsPath]: [running.answer, () => json(turnOf(first, { status: 'running' }))],
    });
    const runner = new ChatRunner(() => Promise.resolve('ses_1'));
    runner.send('Hello');
    await vi.waitFor(() => expect(runner.snapshot().state.turns[0]?.id).toBe('turn-1'));
    runner.steer('Be brief');
    expect(rows(runner).at(-1)).toBe('you: Be brief (Sending…)');
    await vi.waitFor(() =>
      expect(rows(runner).at(-1)).toBe('you: Be brief (Joins the run before its next step…)'),
    );
    expect(requests.at(-1)?.body).toMatchObject({ if_running: 'steer' });
    running.release();
    const settled = ['you: Hello ()', 'First answer.', 'you: Be brief (Joined the run)'];
    await vi.waitFor(() => expect(rows(runner)).toEqual(settled));
    runner.close();
    serve({
      'GET /api/v1/sessions/ses_1/turns/turn-1/events': [() => json([...storedOf(first), steered(end)])],
      'GET /api/v1/sessions/ses_1/turns?': [() => json([turnOf(first, { input: said('Hello') })])],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    await runner.open('ses_1');
    expect(rows(runner)).toEqual(settled);
  });

  it('becomes a turn of its own when the run had ended first', async () => {
    const events = streamOf(first);
    const running = held(events.slice(0, 3), events.slice(3));
    serve({
      [streamPath('turn-2')]: [() => stream(streamOf(second))],
      [turnsPath]: [
        running.answer,
        () => json(turnOf(second, { status: 'running', ended_at: null, input: said('Be brief') })),
      ],
    });
    const runner = new ChatRunner(() => Promise.resolve('ses_1'));
    runner.send('Hello');
    await vi.waitFor(() => expect(runner.snapshot().state.turns[0]?.id).toBe('turn-1'));
    runner.steer('Be brief');
    running.release();
    await vi.waitFor(() =>
      expect(rows(runner)).toEqual(['you: Hello ()', 'First answer.', 'you: Be brief ()', 'Second answer.']),
    );
  });
});
