import type { TurnInputItem, UserMessage } from '@/lib/contract/turn';
import { api } from '../api-client';
import { apiPaths } from '../paths';
import { pendingCalls } from '../turn-state/pending-calls';
import { reduceTurnState, type TurnAction } from '../turn-state/reduce-turn-state';
import { turnInputEcho } from '../turn-state/turn-input-echo';
import { emptyTurnState, isTurnActive, type TurnRecord } from '../turn-state/turn-state';
import type { ChatSnapshot, Choice } from './chat-snapshot';
import { failureSentence } from './failure-sentence';
import { frameScheduler } from './frame-scheduler';
import { pause } from './pause';
import { readSession, readSessionTurns } from './session-reader';
import { followTurn, startTurn, type FollowerHost } from './turn-follower';

type EnsureSession = () => Promise<string>;

const emptySnapshot: ChatSnapshot = {
  state: emptyTurnState,
  sessionId: null,
  history: { kind: 'none' },
  connection: { kind: 'steady' },
  choices: {},
  isStopping: false,
  actionError: null,
};

/**
 * Runs one conversation for the page: sends turns, follows their streams, collects decisions and tells listeners.
 * Everything it knows of the conversation goes through the reducer; it is made once per chat and can be opened anew.
 */
export class ChatRunner {
  ensureSession: EnsureSession;
  private now: ChatSnapshot = emptySnapshot;
  private shown: ChatSnapshot = emptySnapshot;
  private life = new AbortController();
  private localTurns = 0;
  /** What was sent under each local key, kept for sending it again. */
  private readonly sentInputs = new Map<string, TurnInputItem[]>();
  private readonly listeners = new Set<() => void>();
  private readonly frames = frameScheduler(() => this.publish());

  constructor(ensureSession: EnsureSession) {
    this.ensureSession = ensureSession;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ChatSnapshot => this.shown;

  /** Shows a session from its stored turns and goes on with one that runs. Nothing happens for the one at hand. */
  readonly open = async (sessionId: string | null): Promise<void> => {
    const isAtHand = sessionId === this.now.sessionId && this.now.history.kind !== 'failed';
    if (isAtHand && !this.life.signal.aborted) return;
    // The page learnt the id of a session that was just made for a message on its way: nothing to read.
    if (sessionId !== null && this.now.sessionId === null && this.isRunning()) {
      this.change({ sessionId });
      return;
    }
    this.close();
    this.life = new AbortController();
    this.change({ ...emptySnapshot, sessionId, history: { kind: sessionId === null ? 'none' : 'loading' } });
    this.publish();
    if (sessionId === null) return;
    const { signal } = this.life;
    try {
      const [session, turns] = await Promise.all([
        readSession(sessionId, signal),
        readSessionTurns(sessionId, signal),
      ]);
      for (const loaded of turns) this.apply({ type: 'turn.loaded', ...loaded });
      if (session.state === 'idle') this.withdrawPending();
      this.change({ history: { kind: 'ready' } });
      for (const turn of this.now.state.turns) if (isTurnActive(turn)) this.follow(turn.key);
    } catch (cause) {
      if (signal.aborted) return;
      this.change({ history: { kind: 'failed', message: failureSentence(cause).message } });
    }
    this.publish();
  };

  /** Stops listening. The turn goes on at the server. */
  readonly close = (): void => {
    this.life.abort();
    this.frames.cancel();
    this.now = emptySnapshot;
  };

  /** Sends a message; a running turn is ended first, by the server. */
  readonly send = (content: UserMessage['content']): void => {
    void this.post([{ type: 'user.message', content }]);
  };

  /** Notes a decision; when every waiting call has one, all are sent in one turn. */
  readonly choose = (choice: Choice): void => {
    this.change({ choices: { ...this.now.choices, [choice.tool_call_id]: choice }, actionError: null });
    this.publish();
    this.sendChoices();
  };

  readonly takeBack = (callId: string): void => {
    this.change({ choices: without(this.now.choices, callId) });
    this.publish();
  };

  /** Sends again what the server did not take. */
  readonly retry = (key: string): void => {
    const input = this.sentInputs.get(key);
    if (!input) return;
    this.apply({ type: 'turn.dropped', key });
    this.sentInputs.delete(key);
    void this.post(input);
  };

  readonly dismiss = (key: string): void => {
    this.apply({ type: 'turn.dropped', key });
    this.sentInputs.delete(key);
    this.publish();
  };

  /** Ends the running turn, or withdraws what waits for a decision. */
  readonly stop = async (): Promise<void> => {
    const { sessionId } = this.now;
    if (sessionId === null || this.now.isStopping) return;
    const { signal } = this.life;
    this.change({ isStopping: true, actionError: null });
    this.publish();
    try {
      await api.send('POST', apiPaths.sessionCancel(sessionId));
      if (!this.isRunning() && (await readSession(sessionId, signal)).state === 'idle')
        this.withdrawPending();
    } catch (cause) {
      if (!signal.aborted)
        this.change({ actionError: `The run could not be stopped. ${failureSentence(cause).message}` });
    }
    if (signal.aborted) return;
    this.change({ isStopping: false });
    this.publish();
  };

  readonly reconnect = (): void => {
    this.change({ connection: { kind: 'steady' } });
    for (const turn of this.now.state.turns) if (isTurnActive(turn)) this.follow(turn.key);
    this.publish();
  };

  private isRunning(): boolean {
    return this.now.state.turns.some(isTurnActive);
  }

  private sendChoices(): void {
    if (this.isRunning()) return;
    const pending = pendingCalls(this.now.state, Date.now());
    const input = pending.flatMap((call) => this.now.choices[call.id] ?? []);
    if (pending.length === 0 || input.length < pending.length) return;
    this.change({ choices: {} });
    void this.post(input);
  }

  private async post(input: TurnInputItem[]): Promise<void> {
    this.localTurns += 1;
    const key = `local-${this.localTurns}`;
    const { signal } = this.life;
    this.sentInputs.set(key, input);
    this.change({ actionError: null });
    this.apply({ type: 'turn.sent', key, input: turnInputEcho(input), at: new Date().toISOString() });
    this.publish();
    try {
      const sessionId = await this.ensureSession();
      if (signal.aborted) return;
      this.change({ sessionId, history: { kind: 'ready' } });
      const body = { input, previous_turn_id: 'auto', stream: true, if_running: 'cancel' };
      await startTurn({ host: this.hostOf(key), sessionId, signal }, body);
    } catch (cause) {
      if (signal.aborted) return;
      this.apply({ type: 'turn.refused', key, error: failureSentence(cause), at: new Date().toISOString() });
    }
    this.afterTurn(key);
  }

  private follow(key: string): void {
    const { sessionId } = this.now;
    if (sessionId === null) return;
    const { signal } = this.life;
    void followTurn({ host: this.hostOf(key), sessionId, signal }).then(() => {
      if (!signal.aborted) this.afterTurn(key);
    });
  }

  private afterTurn(key: string): void {
    if (this.find(key)?.phase !== 'refused') this.sentInputs.delete(key);
    this.sendChoices();
    this.publish();
  }

  private hostOf(key: string): FollowerHost {
    return {
      onEvent: (event) => this.apply({ type: 'turn.event', key, event }),
      onLoaded: (loaded) => this.apply({ type: 'turn.loaded', ...loaded }),
      onAdopted: (turnId) => this.apply({ type: 'turn.adopted', key, turnId }),
      onRefused: (error) => this.apply({ type: 'turn.refused', key, error, at: new Date().toISOString() }),
      onConnection: (connection) => {
        if (connection.kind === 'steady' && this.now.connection.kind === 'steady') return;
        this.change({ connection });
      },
      turn: () => {
        const turn = this.find(key);
        return {
          id: turn?.id ?? null,
          lastSequenceId: turn?.lastSequenceId ?? -1,
          isActive: turn !== undefined && isTurnActive(turn),
        };
      },
      isKnown: (turnId) => this.now.state.turns.some((turn) => turn.id === turnId),
      pause,
    };
  }

  private withdrawPending(): void {
    const callIds = pendingCalls(this.now.state, Date.now()).map((call) => call.id);
    if (callIds.length > 0) this.apply({ type: 'calls.withdrawn', callIds });
  }

  private find(key: string): TurnRecord | undefined {
    return this.now.state.turns.find((turn) => turn.key === key);
  }

  private apply(action: TurnAction): void {
    this.change({ state: reduceTurnState(this.now.state, action) });
  }

  private change(fields: Partial<ChatSnapshot>): void {
    this.now = { ...this.now, ...fields };
    this.frames.request();
  }

  private publish(): void {
    this.frames.cancel();
    this.shown = this.now;
    for (const listener of this.listeners) listener();
  }
}

function without(choices: ChatSnapshot['choices'], callId: string): ChatSnapshot['choices'] {
  return Object.fromEntries(Object.entries(choices).filter(([id]) => id !== callId));
}
