export { flagTool, flagTools } from './flag-tools';
export { listServerTools } from './list-server-tools';
export { listAllToolPolicies, listToolPolicies } from './list-tool-policies';
