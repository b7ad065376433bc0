import 'server-only';

export { applyAgents } from './apply-agents';
export { deleteAgent, deleteAlias, putAlias } from './change-agent';
export { estimateContext } from './estimate-context';
export { listAgents } from './list-agents';
export { patchAgent } from './patch-agent';
export { diffAgent, listAgentVersions, readAgent, readAgentVersion } from './read-agent';
export { saveAgent } from './save-agent';
