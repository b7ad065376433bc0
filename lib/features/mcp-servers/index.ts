export { checkServer } from './check-server';
export { deleteServer } from './delete-server';
export { listAllServers, listServers } from './list-servers';
export { readServer } from './read-server';
export { registerBuiltinServer } from './register-builtin-server';
export { registerServer } from './register-server';
export { syncServer } from './sync-server';
export { updateServer } from './update-server';
