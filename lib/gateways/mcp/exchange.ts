import { AsyncLocalStorage } from 'node:async_hooks';

/** One request of ours on a shared connection: what its responses did, seen from the wire. */
export type Exchange = {
  /** More bytes came than we take. */
  tooLarge: boolean;
  /** The server numbers its events, so the transport will ask for the rest of a stream that broke. */
  isResumable: boolean;
  /** Responses that are not read to their end yet. */
  openResponses: number;
  /** Called whenever a response ended, well or not. */
  onResponseEnd: () => void;
};

/**
 * The SDK's transport is shared by all calls of a connection and does not say which call a broken stream belonged
 * to. The asynchronous context of a call does, its reconnections included.
 */
export const currentExchange = new AsyncLocalStorage<Exchange>();
