import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChatRunner } from './chat-runner/chat-runner';

type Sent = { method: string; path: string; headers: Record<string, string>; body: unknown };

/** A browser's request object with a canned answer; without one it breaks as a lost connection does. */
function stubRequests(answers: ({ status: number; body: unknown } | null)[]): Sent[] {
  const sent: Sent[] = [];
  class Canned {
    upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    status = 0;
    responseText = '';
    onload?: () => void;
    onerror?: () => void;
    onabort?: () => void;
    private readonly request: Sent = { method: '', path: '', headers: {}, body: null };
    open(method: string, path: string) {
      Object.assign(this.request, { method, path });
    }
    setRequestHeader(name: string, value: string) {
      this.request.headers[name] = value;
    }
    abort() {
      this.onabort?.();
    }
    send(body: unknown) {
      sent.push({ ...this.request, body });
      this.upload.onprogress?.({ loaded: 1, total: 4 });
      const answer = answers.shift();
      if (answer === undefined) return;
      if (answer === null) return this.onerror?.();
      this.status = answer.status;
      this.responseText = JSON.stringify(answer.body);
      this.onload?.();
    }
  }
  vi.stubGlobal('XMLHttpRequest', Canned);
  return sent;
}

const stored = {
  id: 'fil_1',
  path: 'p.png',
  media_type: 'image/png',
  size_bytes: 1,
  digest: 'd',
  source: 'upload',
  url: '/api/v1/sessions/ses_1/files/p.png',
  created_at: '',
  created_by: 'usr_1',
};
const file = new File(['x'], 'p ü.png', { type: 'image/png' });
const runner = new ChatRunner(() => Promise.resolve('ses_1'));
const upload = (signal = new AbortController().signal, onProgress: (fraction: number) => void = () => {}) =>
  runner.upload(file, { signal, onceKey: 'file-1', onProgress });

afterEach(() => vi.unstubAllGlobals());

describe('an upload', () => {
  it('goes to the session of the message, tells its progress, and carries the same key on every try', async () => {
    const sent = stubRequests([null, { status: 201, body: { data: stored } }]);
    const told: number[] = [];
    await expect(upload(undefined, (fraction) => told.push(fraction))).rejects.toThrow('connection broke');
    expect(await upload()).toEqual({ sessionId: 'ses_1', file: stored });
    expect(told).toEqual([0.25]);
    expect(sent.map(({ path }) => path)).toEqual(
      Array(2).fill('/api/v1/sessions/ses_1/uploads?filename=p+%C3%BC.png'),
    );
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(2).fill('file-1-ses_1'));
    expect(sent[1]?.body).toBe(file);
  });

  it('fails with the sentence of the server', async () => {
    const message = '"p.png" is not an image (its bytes say text/plain).';
    stubRequests([
      { status: 422, body: { error: { message, type: 'x', code: 'unprocessable', request_id: 'r' } } },
    ]);
    await expect(upload()).rejects.toThrow(message);
  });

  it('ends when it is taken back', async () => {
    stubRequests([]);
    const life = new AbortController();
    const waiting = upload(life.signal);
    await Promise.resolve();
    life.abort();
    await expect(waiting).rejects.toThrow('taken back');
  });
});
