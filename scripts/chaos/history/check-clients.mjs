import { asListed, asStreamed, fingerprint } from './project.mjs';

/** What a client received is what is stored: everything, once, in order. */
export function checkReceived({ rows, story }) {
  const stored = rows.flatMap((row) => asStreamed(row) ?? []);
  const found = compare('the stream', story.received, stored);
  if (!story.isDone)
    found.push(`a client never saw turn.done (answers ${story.statuses.slice(-5).join(', ')})`);
  return found;
}

/** The API lists what is stored, and shows the turn as it is. */
export function checkListed({ rows, turn, listed, shown }) {
  const stored = rows.flatMap((row) => asListed(row) ?? []);
  const found = compare('the list', listed, stored);
  if (shown.status !== turn.status) found.push(`the API says ${shown.status} and the turn is ${turn.status}`);
  return found;
}

function compare(what, received, stored) {
  const [left, right] = [received.map(fingerprint), stored.map(fingerprint)];
  const twice = left.filter((one, index) => left.indexOf(one) !== index);
  if (twice.length > 0)
    return [`${what} showed ${twice.length} events twice, such as ${twice[0].slice(0, 120)}`];
  const [had, has] = [new Set(left), new Set(right)];
  const missing = right.filter((one) => !had.has(one));
  const foreign = left.filter((one) => !has.has(one));
  const found = [];
  if (missing.length > 0)
    found.push(`${what} lacks ${missing.length} events, such as ${missing[0].slice(0, 120)}`);
  if (foreign.length > 0)
    found.push(
      `${what} has ${foreign.length} events that are not stored, such as ${foreign[0].slice(0, 120)}`,
    );
  if (found.length === 0 && left.join() !== right.join())
    found.push(`${what} has the events in another order`);
  return found;
}
