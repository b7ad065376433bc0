/** What the harness shares with the launcher: the same database binaries, paths and ways to wait. */
export { makePassword } from '../lib/first-sign-in.mjs';
export { socketUrl } from '../lib/embedded-postgres.mjs';
export { inRoot } from '../lib/paths.mjs';
export { clusterOf, createCluster, readPostmasterFile, spawnPostgres } from '../lib/postgres-cluster.mjs';
export { probeReady } from '../lib/probe-ready.mjs';
export { isAlive, pause, waitUntil } from '../lib/process-alive.mjs';
export { misconfigured } from '../lib/stop-error.mjs';
