import type { SessionFile } from '@/lib/contract/session-file';
import type { Turn, UserMessage } from '@/lib/contract/turn';
import { api } from '../api-client';
import { apiPaths } from '../paths';
import { pendingCalls } from '../turn-state/pending-calls';
import { reduceTurnState, type TurnAction } from '../turn-state/reduce-turn-state';
import { turnInputEcho } from '../turn-state/turn-input-echo';
import { isTurnActive, isTurnRunning, type TurnRecord } from '../turn-state/turn-state';
import { emptySnapshot, type ChatSnapshot, type Choice } from './chat-snapshot';
import { failureSentence } from './failure-sentence';
import { followerHost } from './follower-host';
import { frameScheduler } from './frame-scheduler';
import { cancelQueued, newSent, postBeside, type Sent } from './post-beside';
import { readNews } from './read-news';
import { readSession, readSessionTurns, readTurn } from './session-reader';
import { followTurn, startTurn, type FollowerHost } from './turn-follower';
import { uploadFile, type Upload, type UploadOptions } from './upload-file';

type EnsureSession = () => Promise<string>;

/**
 * Runs one conversation for the page: sends turns, follows their streams, collects decisions and tells listeners.
 * Everything it knows of the conversation goes through the reducer; it is made once per chat and can be opened anew.
 */
export class ChatRunner {
  ensureSession: EnsureSession;
  private now: ChatSnapshot = emptySnapshot;
  private shown: ChatSnapshot = emptySnapshot;
  private life = new AbortController();
  private localKeys = 0;
  private isRefreshing = false;
  /** What was sent under each local key, kept for sending it again. */
  private readonly sentInputs = new Map<string, Sent>();
  /** What was uploaded from here, to show it before the server shows it back. */
  private readonly uploads = new Map<string, SessionFile>();
  /** Keys of the turns whose streams are open. */
  private readonly followed = new Set<string>();
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
      if (session.state === 'idle' || session.state === 'queued') this.withdrawPending();
      this.change({ history: { kind: 'ready' } });
      this.followNext();
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
    this.followed.clear();
    this.now = emptySnapshot;
  };

  /** Uploads a file for a message to come, into the session that the message will go to. */
  readonly upload = async (file: File, options: UploadOptions): Promise<Upload> => {
    const upload = await uploadFile(await this.ensureSession(), file, options);
    this.uploads.set(upload.file.id, upload.file);
    return upload;
  };

  /** Sends a message that starts a turn. */
  readonly send = (content: UserMessage['content']): void => {
    void this.post(newSent([{ type: 'user.message', content }], 'start'));
  };

  /** Sends a message that starts a turn when the one that runs, or what that waits for, has ended. */
  readonly queue = (content: UserMessage['content']): void => {
    void this.postQueued(newSent([{ type: 'user.message', content }], 'queue'));
  };

  /** Sends a message that the running turn reads before its next step. */
  readonly steer = (content: UserMessage['content']): void => {
    void this.postSteer(newSent([{ type: 'user.message', content }], 'steer'));
  };

  /** Takes a message out of the queue. */
  readonly removeQueued = async (key: string): Promise<void> => {
    const { sessionId } = this.now;
    const turnId = this.find(key)?.id ?? null;
    if (sessionId === null || turnId === null) return;
    const { signal } = this.life;
    try {
      const turn = await cancelQueued(sessionId, turnId);
      if (!signal.aborted) this.apply({ type: 'turn.loaded', turn, events: [] });
    } catch (cause) {
      if (!signal.aborted)
        this.change({ actionError: `The message stays in the queue. ${failureSentence(cause).message}` });
    }
    if (signal.aborted) return;
    this.followNext();
    this.publish();
  };

  /** Notes a decision; when every waiting call has one, all are sent in one turn. */
  readonly choose = (choice: Choice): void => {
    this.change({ choices: { ...this.now.choices, [choice.tool_call_id]: choice }, actionError: null });
    this.publish();
    this.sendChoices();
  };

  readonly takeBack = (callId: string): void => {
    const { [callId]: _takenBack, ...choices } = this.now.choices;
    this.change({ choices });
    this.publish();
  };

  /** Sends again what the server did not take. */
  readonly retry = (key: string): void => {
    const sent = this.sentInputs.get(key);
    if (!sent) return;
    this.apply({ type: 'turn.dropped', key });
    this.sentInputs.delete(key);
    if (sent.way === 'start') void this.post(sent);
    else void (sent.way === 'queue' ? this.postQueued(sent) : this.postSteer(sent));
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
      await this.reloadQueued(sessionId, signal);
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
    this.followNext();
    this.publish();
  };

  /** Takes up what other tabs and programs have done in the session. Nothing is told of a try that fails. */
  readonly refresh = async (): Promise<void> => {
    const { sessionId, history } = this.now;
    if (sessionId === null || history.kind !== 'ready' || this.isRefreshing) return;
    const { signal } = this.life;
    this.isRefreshing = true;
    try {
      const isFollowed = ({ key }: TurnRecord): boolean => this.followed.has(key);
      const news = await readNews({ sessionId, turns: this.now.state.turns, isFollowed, signal });
      // One that leaves from here may be among them, under an id that the page has not learnt yet.
      if (signal.aborted || news.length === 0 || this.hasUnnamed()) return;
      for (const loaded of news) this.apply({ type: 'turn.loaded', ...loaded });
      this.followNext();
      this.publish();
    } catch {
      // The next time asks again; a connection that is gone shows where something is sent or followed.
    } finally {
      this.isRefreshing = false;
    }
  };

  private hasUnnamed(): boolean {
    return this.now.state.turns.some((turn) => isTurnActive(turn) && turn.id === null);
  }

  private isRunning(): boolean {
    return this.now.state.turns.some(isTurnRunning);
  }

  private sendChoices(): void {
    if (this.isRunning()) return;
    const pending = pendingCalls(this.now.state, Date.now());
    const input = pending.flatMap((call) => this.now.choices[call.id] ?? []);
    if (pending.length === 0 || input.length < pending.length) return;
    this.change({ choices: {} });
    void this.post(newSent(input, 'start'));
  }

  private async post(sent: Sent): Promise<void> {
    const { signal } = this.life;
    const { input } = sent;
    const key = this.show(sent, 'sending');
    this.followed.add(key);
    try {
      const sessionId = await this.ensureSession();
      if (signal.aborted) return;
      this.change({ sessionId, history: { kind: 'ready' } });
      const body = { input, previous_turn_id: 'auto', stream: true, if_running: 'cancel' };
      await startTurn({ host: this.hostOf(key), sessionId, signal }, body);
    } catch (cause) {
      if (signal.aborted) return;
      this.refuse(key, cause);
    }
    this.afterTurn(key);
  }

  private async postQueued(sent: Sent): Promise<void> {
    const { signal } = this.life;
    const key = this.show(sent, 'queued');
    try {
      const sessionId = await this.ensureSession();
      const turn = await postBeside(sessionId, sent, signal);
      if (signal.aborted) return;
      this.sentInputs.delete(key);
      this.apply({ type: 'turn.adopted', key, turnId: turn.id });
      await this.take(sessionId, turn, signal);
    } catch (cause) {
      if (!signal.aborted) this.refuse(key, cause);
    }
    if (!signal.aborted) this.publish();
  }

  private async postSteer(sent: Sent): Promise<void> {
    const { signal } = this.life;
    const { sessionId } = this.now;
    const turnKey = this.now.state.turns.find(isTurnRunning)?.key;
    const [message] = turnInputEcho(sent.input, this.uploads);
    if (sessionId === null || turnKey === undefined || message?.type !== 'user.message')
      return this.postQueued({ ...sent, way: 'queue' });
    const key = this.newKey('steer');
    this.change({ actionError: null });
    this.apply({ type: 'steer.sent', turnKey, key, message });
    this.publish();
    try {
      const turn = await postBeside(sessionId, sent, signal);
      if (signal.aborted) return;
      if (turn.id === this.find(turnKey)?.id) this.apply({ type: 'steer.accepted', turnKey, key });
      else {
        // The turn ended first: the message became a turn of its own.
        this.apply({ type: 'steer.dropped', turnKey, key });
        await this.take(sessionId, turn, signal);
      }
    } catch (cause) {
      if (signal.aborted) return;
      this.apply({ type: 'steer.dropped', turnKey, key });
      this.refuse(this.show(sent, 'sending'), cause);
    }
    if (!signal.aborted) this.publish();
  }

  /** Takes up a turn that the server has answered with, which may have ended since. */
  private async take(sessionId: string, turn: Turn, signal: AbortSignal): Promise<void> {
    const isActive = isTurnActive({ phase: turn.status });
    const loaded = isActive ? { turn, events: [] } : await readTurn({ sessionId, turnId: turn.id, signal });
    if (signal.aborted) return;
    this.apply({ type: 'turn.loaded', ...loaded });
    this.followNext();
  }

  /** Shows what is being sent, at its place, and keeps it for another try. */
  private show(sent: Sent, phase: 'sending' | 'queued'): string {
    const key = this.newKey('local');
    this.sentInputs.set(key, sent);
    this.change({ actionError: null });
    const at = new Date().toISOString();
    this.apply({ type: 'turn.sent', key, input: turnInputEcho(sent.input, this.uploads), at, phase });
    this.publish();
    return key;
  }

  private newKey(kind: string): string {
    this.localKeys += 1;
    return `${kind}-${this.localKeys}`;
  }

  private refuse(key: string, cause: unknown): void {
    this.apply({ type: 'turn.refused', key, error: failureSentence(cause), at: new Date().toISOString() });
  }

  /** After everything was stopped: queued turns are over without a stream that says so. */
  private async reloadQueued(sessionId: string, signal: AbortSignal): Promise<void> {
    const queued = this.now.state.turns.filter((turn) => turn.phase === 'queued');
    for (const { id } of queued)
      if (id !== null)
        this.apply({ type: 'turn.loaded', ...(await readTurn({ sessionId, turnId: id, signal })) });
  }

  /** Follows one turn: the one that runs, else the one that starts next. */
  private followNext(): void {
    const active = this.now.state.turns.filter((turn) => isTurnActive(turn) && turn.id !== null);
    const next = active.find(isTurnRunning) ?? active[0];
    if (next && !this.followed.has(next.key)) this.follow(next.key);
  }

  private follow(key: string): void {
    const { sessionId } = this.now;
    if (sessionId === null) return;
    const { signal } = this.life;
    this.followed.add(key);
    void followTurn({ host: this.hostOf(key), sessionId, signal }).then(() => {
      if (!signal.aborted) this.afterTurn(key);
    });
  }

  private afterTurn(key: string): void {
    const turn = this.find(key);
    this.followed.delete(key);
    if (turn?.phase !== 'refused') this.sentInputs.delete(key);
    this.sendChoices();
    // One that is still active was given up for want of a connection.
    if (turn && !isTurnActive(turn)) this.followNext();
    this.publish();
    // What another tab has queued starts now.
    void this.refresh();
  }

  private hostOf(key: string): FollowerHost {
    return followerHost({
      key,
      apply: (action) => this.apply(action),
      turns: () => this.now.state.turns,
      onConnection: (connection) => {
        if (connection.kind === 'steady' && this.now.connection.kind === 'steady') return;
        this.change({ connection });
      },
    });
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
