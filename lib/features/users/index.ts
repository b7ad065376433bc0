import 'server-only';

export { createUser } from './create-user';
export { listUsers, readUser } from './list-users';
export { stopSuspended } from './stop-suspended';
export { updateUser } from './update-user';
