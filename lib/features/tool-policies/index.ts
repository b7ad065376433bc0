export { flagTool, flagTools } from './flag-tools';
export { listServerTools } from './list-server-tools';
export { listAllToolPolicies } from './list-all-tool-policies';
export { listToolPolicies } from './list-tool-policies';
