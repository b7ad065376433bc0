import type { ToolOutcome } from '@/lib/contract/log-event';
import type { StepRecord } from '@/lib/storage/step-record';

/** How a call ended, for the model and for the trace. `step` is set when something ran. */
export type CallResult = {
  next: 'settle';
  outcome: ToolOutcome;
  content: string;
  isError: boolean;
  durationMs?: number;
  step?: StepRecord;
  /** The call was sent and has a row whose end has to be stored. */
  wasSent?: boolean;
  /** Server whose connection was opened for this call. */
  initialised?: { server: string; sessionId: string };
};
