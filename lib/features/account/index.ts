import 'server-only';

export { changePassword } from './change-password';
export { readMe } from './read-me';
