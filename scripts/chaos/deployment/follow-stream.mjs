import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity });
const retryMs = 150;

/**
 * Follows a turn as a client does that never gives up: resumes after the last event it has, on whichever replica
 * answers, until `turn.done`. `cutAfter()` says after how many events the socket is torn, which is how cuts are forced.
 */
export async function followStream(api, replicas, { sessionId, turnId, cutAfter, signal }) {
  const received = [];
  // `leftWithHint`: connections that the server ended early and, as it should, with a hint when to come back.
  const story = {
    turnId,
    received,
    connects: 0,
    cuts: 0,
    left: 0,
    leftWithHint: 0,
    isDone: false,
    statuses: [],
  };
  while (!story.isDone && !signal.aborted) {
    const replica = replicas[story.connects % replicas.length];
    // From the beginning on, also when the turn has ended before the first connection stood.
    const last = received.at(-1)?.sequence_id ?? 0;
    // Every second time by header and every second time by query, as the two kinds of clients do.
    const byHeader = story.connects % 2 === 0;
    story.connects += 1;
    const query = byHeader ? '' : `?after_sequence_id=${last}`;
    const headers = byHeader ? { 'last-event-id': String(last) } : {};
    const status = await readOnce(
      `${replica.url}/api/v1/sessions/${sessionId}/turns/${turnId}/stream${query}`,
      { headers: { authorization: `Bearer ${api.apiKey}`, ...headers }, story, cutAt: cutAfter?.(), signal },
    );
    story.statuses.push(status);
    // Ended, and not resumed in time: what is left has to be read from the list.
    if (status === 412) break;
    if (!story.isDone && status !== 200) await wait(retryMs, undefined, { signal }).catch(() => undefined);
  }
  return story;
}

/** One connection; answers its status, 0 when there was none. */
function readOnce(url, { headers, story, cutAt, signal }) {
  return new Promise((resolve) => {
    let text = '';
    let count = 0;
    let status = 0;
    let isHinted = false;
    let isTorn = false;
    let hasEnded = false;
    const end = () => {
      if (!hasEnded && status === 200 && !story.isDone && !isTorn) {
        story.left += 1;
        if (isHinted) story.leftWithHint += 1;
      }
      hasEnded = true;
      resolve(status);
    };
    const request = http.get(url, { agent, headers, signal, timeout: 30_000 }, (response) => {
      status = response.statusCode;
      response.setEncoding('utf8').on('data', (chunk) => {
        if (status !== 200 || request.destroyed) return;
        text += chunk;
        for (let stop = text.indexOf('\n\n'); stop >= 0; stop = text.indexOf('\n\n')) {
          const frame = text.slice(0, stop);
          const event = parseFrame(frame);
          isHinted ||= frame.startsWith('retry:');
          text = text.slice(stop + 2);
          if (event === undefined) continue;
          story.received.push(event);
          count += 1;
          if (event.type === 'turn.done') story.isDone = true;
          if (count === cutAt && !story.isDone) {
            story.cuts += 1;
            isTorn = true;
            request.destroy();
            return;
          }
        }
      });
      response.once('close', end);
      response.once('error', end);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', end);
    request.once('close', end);
  });
}

/** The event of a frame; undefined for a comment or a retry hint. An id that differs from its event's is an event of its own kind. */
function parseFrame(frame) {
  const lines = frame.split('\n');
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  if (data === undefined) return undefined;
  const event = JSON.parse(data);
  const id = Number(lines.find((line) => line.startsWith('id: '))?.slice(4));
  return id === event.sequence_id ? event : { type: 'wrong id', id, sequence_id: event.sequence_id };
}
