import { afterEach, describe, expect, it, vi } from 'vitest';
import { displayItems } from '../turn-state/display-items';
import { storedOf, streamOf, turnOf, type SampleTurn } from '../turn-state/turn-events.test-support';
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
const input = [{ type: 'user.message' as const, content: 'From elsewhere' }];
const waiting = { status: 'queued', queue_position: 1, started_at: null, ended_at: null, input } as const;
const elsewhere = { input, started_at: '2027-01-15T09:00:00.000Z' };

const newest = 'GET /api/v1/sessions/ses_1/turns?order=desc';
const stored = {
  'GET /api/v1/sessions/ses_1/turns/turn-1/events': [() => json(storedOf(first))],
  'GET /api/v1/sessions/ses_1/turns?order=asc': [() => json([turnOf(first)])],
};
const opened = async () => {
  const runner = new ChatRunner(() => Promise.resolve('ses_1'));
  await runner.open('ses_1');
  return runner;
};
const rows = (runner: ChatRunner): string[] =>
  displayItems(runner.snapshot().state, Date.now()).flatMap((item) => {
    if (item.kind === 'text') return [item.message.content];
    return item.kind === 'user' ? [`you: ${String(item.message.content)}`] : [];
  });
const phases = (runner: ChatRunner) => runner.snapshot().state.turns.map((turn) => turn.phase);

afterEach(() => vi.unstubAllGlobals());

describe('a page that sits idle on a session', () => {
  it('learns of a turn that runs elsewhere, and follows it', async () => {
    serve({
      ...stored,
      [newest]: [
        () => json([turnOf(second, { ...elsewhere, status: 'running', ended_at: null }), turnOf(first)]),
      ],
      'GET /api/v1/sessions/ses_1/turns/turn-2/stream': [() => stream(streamOf(second))],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const runner = await opened();
    await runner.refresh();
    await vi.waitFor(() =>
      expect(rows(runner)).toEqual([
        'you: Say something about turn-1',
        'First answer.',
        'you: From elsewhere',
        'Second answer.',
      ]),
    );
  });

  it('learns of a turn that ran and ended elsewhere', async () => {
    serve({
      ...stored,
      [newest]: [() => json([turnOf(second, elsewhere), turnOf(first)])],
      'GET /api/v1/sessions/ses_1/turns/turn-2/events': [() => json(storedOf(second))],
      'GET /api/v1/sessions/ses_1/turns/turn-2': [() => json(turnOf(second, elsewhere))],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const runner = await opened();
    await runner.refresh();
    expect(rows(runner)).toContain('Second answer.');
  });

  it('learns of messages that were queued or taken out elsewhere', async () => {
    const running = turnOf(first, { status: 'running', ended_at: null });
    const gone = turnOf(second, { ...waiting, status: 'cancelled', queue_position: null });
    const never = new Response(new ReadableStream());
    serve({
      'GET /api/v1/sessions/ses_1/turns?order=asc': [() => json([running])],
      'GET /api/v1/sessions/ses_1/turns/turn-1/stream': [() => never],
      [newest]: [() => json([turnOf(second, waiting), running]), () => json([gone, running])],
      'GET /api/v1/sessions/ses_1/turns/turn-2/events': [() => json([])],
      'GET /api/v1/sessions/ses_1/turns/turn-2': [() => json(gone)],
      'GET /api/v1/sessions/ses_1': [() => session('running')],
    });
    const runner = await opened();
    await runner.refresh();
    expect(phases(runner)).toEqual(['running', 'queued']);
    await runner.refresh();
    expect(phases(runner)).toEqual(['running', 'cancelled']);
    runner.close();
  });

  it('stays as it is when the server cannot be asked', async () => {
    serve({
      ...stored,
      [newest]: [() => refuse(503, 'unavailable')],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const runner = await opened();
    await runner.refresh();
    expect(phases(runner)).toEqual(['done']);
    expect(runner.snapshot().history.kind).toBe('ready');
  });

  it('does not take a message on its way from here for one of somebody else', async () => {
    let answer: (response: Response) => void = () => undefined;
    const posted = new Promise<Response>((resolve) => (answer = resolve));
    const requests = serve({
      ...stored,
      [newest]: [
        () => json([turnOf(second, { ...elsewhere, status: 'running', ended_at: null }), turnOf(first)]),
      ],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const canned = globalThis.fetch;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) =>
      init.method === 'POST' ? posted : canned(path, init),
    );
    const runner = await opened();
    runner.send('From here');
    await runner.refresh();
    expect(requests.some(({ path }) => path.includes('order=desc'))).toBe(true);
    expect(phases(runner)).toEqual(['done', 'sending']);
    answer(stream(streamOf(second)));
    await vi.waitFor(() => expect(rows(runner).at(-1)).toBe('Second answer.'));
    expect(phases(runner)).toHaveLength(2);
    runner.close();
  });
});
