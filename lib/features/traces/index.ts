export { exportTrace } from './export-trace';
export { listTraces } from './list-traces';
export { readTrace, readTraceStep } from './read-trace';
