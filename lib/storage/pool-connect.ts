import type { PoolClient } from 'pg';

export type ConnectCallback = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (error?: Error | boolean) => void,
) => void;

/** Gives the answer of a `connect` in the form that pg's own pool uses inside. */
export function answerCallback(connecting: Promise<PoolClient>, callback: ConnectCallback): void {
  connecting.then(
    (client) => callback(undefined, client, (error) => client.release(error)),
    (error: Error) => callback(error, undefined, () => undefined),
  );
}
