import 'server-only';

export { listAudit } from './list-audit';
