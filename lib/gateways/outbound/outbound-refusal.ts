const marker = Symbol.for('tackroom.outbound-refusal');

/** An outgoing request that was not made because of where it would have gone. The message names the host and the remedy. */
export class OutboundRefusal extends Error {
  readonly [marker] = true;

  constructor(message: string) {
    super(message);
    this.name = 'OutboundRefusal';
  }
}

/** Finds a refusal in an error or in its causes: `fetch` wraps whatever fails while it connects. */
export function findOutboundRefusal(error: unknown): OutboundRefusal | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 8 && typeof current === 'object' && current !== null; depth += 1) {
    // Recognised by its marker: the class exists several times in one Next process, and only it carries the symbol.
    if (marker in current) return current as OutboundRefusal;
    current = 'cause' in current ? current.cause : undefined;
  }
  return undefined;
}
