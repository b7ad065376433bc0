import 'server-only';

export { listModels } from './list-models';
