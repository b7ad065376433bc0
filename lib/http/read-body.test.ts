import { afterEach, describe, expect, it, vi } from 'vitest';
import { readJsonBody, readText } from './read-body';
import { readYamlBody } from './read-yaml-body';

afterEach(() => void vi.useRealTimers());

/** A request whose body begins and then stands still. */
function stalled(begin: string): Request {
  const body = new ReadableStream<Uint8Array>({
    start: (it) => it.enqueue(new TextEncoder().encode(begin)),
  });
  const headers = { 'content-type': 'application/json' };
  return new Request('http://127.0.0.1/', {
    method: 'POST',
    headers,
    body,
    // Node asks for this with a stream, and the DOM's types do not know it.
    ...({ duplex: 'half' } as object),
  });
}

describe('a body that stands still', () => {
  it.each([
    ['text', 'whole', (request: Request) => readText(request, 1000)],
    ['JSON', '{"name":"x"}', (request: Request) => readJsonBody(request, 1000)],
    ['YAML', 'name: first\n---\n', (request: Request) => readYamlBody(request, 1000)],
  ])('is refused although what came of it is valid %s', async (_name, begin, read) => {
    vi.useFakeTimers();
    const answer = expect(read(stalled(begin))).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('did not arrive'),
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await answer;
  });
});
