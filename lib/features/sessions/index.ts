import 'server-only';

export {
  createSession,
  listSessions,
  readSession,
  updateSession,
  updateDraft,
  deleteSession,
  cancelSession,
} from './manage-session';
export { startTurn } from './start-turn';
export { readTurn, listTurns, listTurnEvents, cancelTurn, readAttachment } from './read-turns';
export { followTurn, openTurnStream } from './follow-turn';
