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
export { followSteered } from './follow-steered';
export { readTurn, listTurns, listTurnEvents, cancelTurn } from './read-turns';
export { followTurn, openTurnStream } from './follow-turn';
export { deleteSessionFile, listSessionFiles, openSessionFile, uploadFile } from './session-files';
