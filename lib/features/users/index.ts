import 'server-only';

export { createUser } from './create-user';
export { listUsers, readUser } from './list-users';
export { updateUser } from './update-user';
