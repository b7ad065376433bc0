import 'server-only';

export { deleteAgent, deleteAlias, putAlias } from './change-agent';
export { estimateContext } from './estimate-context';
export { listAgents } from './list-agents';
export { diffAgent, listAgentVersions, readAgent, readAgentVersion } from './read-agent';
export { saveAgent } from './save-agent';
