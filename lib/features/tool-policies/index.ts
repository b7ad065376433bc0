export { flagTool, flagTools } from './flag-tools';
export { listServerTools } from './list-server-tools';
export { listToolPolicies } from './list-tool-policies';
