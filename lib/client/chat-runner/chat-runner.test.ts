import { afterEach, describe, expect, it, vi } from 'vitest';
import { displayItems } from '../turn-state/display-items';
import { pendingCalls } from '../turn-state/pending-calls';
import { storedOf, streamOf, turnOf, type SampleTurn } from '../turn-state/turn-events.test-support';
import { json, refuse, serve, session, stream } from './canned-server.test-support';
import { ChatRunner } from './chat-runner';

const saying: SampleTurn = {
  id: 'turn-1',
  messages: [{ id: 'm1', content: 'The invoice is paid.', reasoning: '', calls: [] }],
  answered: [],
  asked: [],
};
const asking: SampleTurn = {
  id: 'turn-1',
  messages: [
    {
      id: 'm1',
      content: '',
      reasoning: '',
      calls: ['call_1', 'call_2'].map((id) => ({
        id,
        server: 'payments',
        tool: 'issue_refund',
        argumentsText: '{}',
      })),
    },
  ],
  answered: [],
  asked: ['call_1', 'call_2'],
};

const turnsPath = 'POST /api/v1/sessions/ses_1/turns';
const start = (): ChatRunner => new ChatRunner(() => Promise.resolve('ses_1'));
const shown = (runner: ChatRunner): string[] =>
  displayItems(runner.snapshot().state, Date.now()).map((item) =>
    item.kind === 'text'
      ? item.message.content
      : item.kind === 'notice'
        ? (item.turn.error?.message ?? 'stopped')
        : item.kind,
  );

afterEach(() => vi.unstubAllGlobals());

describe('ChatRunner', () => {
  it('shows the message at once and the answer as it comes', async () => {
    serve({ [turnsPath]: [() => stream(streamOf(saying))] });
    const runner = start();
    runner.send('Is it paid?');
    expect(shown(runner)[0]).toBe('user');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'The invoice is paid.']));
  });

  it('takes a broken stream up after the last event it saw', async () => {
    const events = streamOf(saying);
    const requests = serve({
      [turnsPath]: [() => stream(events.slice(0, 4))],
      'GET /api/v1/sessions/ses_1/turns/turn-1/stream': [() => stream(events.slice(4))],
    });
    const runner = start();
    runner.send('Is it paid?');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'The invoice is paid.']));
    expect(requests.find(({ path }) => path.includes('/stream'))?.path).toBe(
      `/api/v1/sessions/ses_1/turns/turn-1/stream?after_sequence_id=${events[3]?.sequence_id}&include=progress`,
    );
  });

  it('reads the stored record when the stream is over', async () => {
    serve({
      [turnsPath]: [() => stream(streamOf(saying).slice(0, 4))],
      'GET /api/v1/sessions/ses_1/turns/turn-1/stream': [() => refuse(412, 'gone')],
      'GET /api/v1/sessions/ses_1/turns/turn-1/events': [() => json(storedOf(saying))],
      'GET /api/v1/sessions/ses_1/turns/turn-1': [() => json(turnOf(saying))],
    });
    const runner = start();
    runner.send('Is it paid?');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'The invoice is paid.']));
  });

  it('does not send twice what arrived although its answer was lost', async () => {
    const requests = serve({
      [turnsPath]: [() => new TypeError('network')],
      'GET /api/v1/sessions/ses_1/turns?': [() => json([turnOf(saying)])],
      'GET /api/v1/sessions/ses_1/turns/turn-1/events': [() => json(storedOf(saying))],
      'GET /api/v1/sessions/ses_1/turns/turn-1': [() => json(turnOf(saying))],
    });
    const runner = start();
    runner.send('Is it paid?');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'The invoice is paid.']));
    expect(requests.filter((request) => request.method === 'POST')).toHaveLength(1);
  });

  it('says in the chat why a message was refused, and sends it again on demand', async () => {
    serve({ [turnsPath]: [() => refuse(422, 'unprocessable'), () => stream(streamOf(saying))] });
    const runner = start();
    runner.send('Is it paid?');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'No. Do this instead.']));
    runner.retry(runner.snapshot().state.turns[0]?.key ?? '');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'The invoice is paid.']));
  });

  it('says why a session could not be made', async () => {
    const runner = new ChatRunner(() =>
      Promise.reject(new Error('The manifest names no model. Choose one.')),
    );
    runner.send('Hello');
    await vi.waitFor(() =>
      expect(shown(runner)).toEqual(['user', 'The manifest names no model. Choose one.']),
    );
  });

  it('sends decisions together once every waiting call has one', async () => {
    const requests = serve({ [turnsPath]: [() => stream(streamOf(asking)), () => stream([])] });
    const runner = start();
    runner.send('Refund both');
    await vi.waitFor(() => expect(pendingCalls(runner.snapshot().state, Date.now())).toHaveLength(2));
    await vi.waitFor(() => expect(runner.snapshot().state.turns[0]?.phase).toBe('done'));
    const decide = (id: string) =>
      runner.choose({
        type: 'user.tool_approval',
        thread_id: 'main',
        tool_call_id: id,
        approval: { status: 'allow' },
      });
    decide('call_2');
    expect(Object.keys(runner.snapshot().choices)).toEqual(['call_2']);
    const posts = () => requests.filter(({ method }) => method === 'POST');
    expect(posts()).toHaveLength(1);
    decide('call_1');
    await vi.waitFor(() => expect(posts()).toHaveLength(2));
    expect(posts()[1]?.body).toMatchObject({
      input: [{ tool_call_id: 'call_1' }, { tool_call_id: 'call_2' }],
    });
    runner.close();
  });

  it('opens a session from its stored turns and withdraws calls that no longer wait', async () => {
    serve({
      'GET /api/v1/sessions/ses_1/turns/turn-1/events': [() => json(storedOf(asking))],
      'GET /api/v1/sessions/ses_1/turns?': [() => json([turnOf(asking)])],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const runner = start();
    await runner.open('ses_1');
    expect(runner.snapshot().history.kind).toBe('ready');
    expect(shown(runner)).toEqual(['user', 'approval', 'approval']);
    expect(pendingCalls(runner.snapshot().state, Date.now())).toEqual([]);
  });

  it('goes on with a running turn from its beginning', async () => {
    serve({
      'GET /api/v1/sessions/ses_1/turns/turn-1/stream': [() => stream(streamOf(saying))],
      'GET /api/v1/sessions/ses_1/turns?': [
        () => json([turnOf(saying, { status: 'running', ended_at: null })]),
      ],
      'GET /api/v1/sessions/ses_1': [() => session('running')],
    });
    const runner = start();
    await runner.open('ses_1');
    await vi.waitFor(() => expect(shown(runner)).toEqual(['user', 'The invoice is paid.']));
  });

  it('keeps a sentence about a session that cannot be read, and reads it again', async () => {
    serve({
      'GET /api/v1/sessions/ses_1/turns?': [() => refuse(404, 'not_found'), () => json([])],
      'GET /api/v1/sessions/ses_1': [() => session('idle')],
    });
    const runner = start();
    await runner.open('ses_1');
    expect(runner.snapshot().history).toEqual({ kind: 'failed', message: 'No. Do this instead.' });
    await runner.open('ses_1');
    expect(runner.snapshot().history.kind).toBe('ready');
  });
});
