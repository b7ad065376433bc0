export { exportTrace } from './export-trace';
export { listTraces } from './list-traces';
export { readTrace, readTraceRun, readTraceStep } from './read-trace';
