import { currentExchange, type Exchange } from './exchange';
import { brokeOff, explainFailure, tooLarge, type FailedWork } from './explain-failure';
import type { ToolServerFailure } from './tool-server-port';

// Between the last byte of an answer and its message the SDK needs a few turns of the event loop.
const settleMs = 250;

/** Runs one request and tells its outcome, with what the wire knows and the SDK does not say: size and broken streams. */
export async function runExchange<Value>(
  work: FailedWork,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<{ value: Value } | { failure: ToolServerFailure; error: unknown }> {
  const ended = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const exchange: Exchange = {
    tooLarge: false,
    isResumable: false,
    openResponses: 0,
    onResponseEnd() {
      clearTimeout(timer);
      if (exchange.tooLarge) ended.abort();
      else if (exchange.openResponses === 0) timer = setTimeout(endIfSilent, settleMs);
    },
  };
  const endIfSilent = () => {
    // The next page may be under way, and a stream with numbered events is taken up again by the transport.
    if (exchange.openResponses === 0 && !exchange.isResumable) ended.abort();
  };
  try {
    return { value: await currentExchange.run(exchange, () => run(AbortSignal.any([signal, ended.signal]))) };
  } catch (error) {
    return {
      failure: failureOf(error, { work, exchange, signal, streamEnded: ended.signal.aborted }),
      error,
    };
  } finally {
    clearTimeout(timer);
  }
}

function failureOf(
  error: unknown,
  facts: { work: FailedWork; exchange: Exchange; signal: AbortSignal; streamEnded: boolean },
): ToolServerFailure {
  const { work, exchange, signal, streamEnded } = facts;
  if (exchange.tooLarge) return tooLarge(work);
  if (signal.aborted) {
    return {
      code: 'cancelled',
      message: `The request to MCP server "${work.server}" was cancelled.`,
      mayHaveRun: work.stage === 'call',
    };
  }
  return streamEnded ? brokeOff(work) : explainFailure(error, work);
}
