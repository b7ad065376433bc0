import { callsOverRestart } from './calls-over-restart.mjs';
import { cancelAnywhere } from './cancel-anywhere.mjs';
import { clockSkew } from './clock-skew.mjs';
import { crashLoop } from './crash-loop.mjs';
import { cutStreams } from './cut-streams.mjs';
import { databaseOutage } from './database-outage.mjs';
import { diskFull } from './disk-full.mjs';
import { killAnywhere } from './kill-anywhere.mjs';
import { killBetweenSendAndReply } from './kill-between-send-and-reply.mjs';
import { longLogs } from './long-logs.mjs';
import { pausesOverRestart } from './pauses-over-restart.mjs';
import { queueAndSteer } from './queue-and-steer.mjs';
import { racingDecisions } from './racing-decisions.mjs';
import { racingPosts } from './racing-posts.mjs';
import { rollingRestart } from './rolling-restart.mjs';
import { zombie } from './zombie.mjs';

/** In the order they run. */
export const scenarios = [
  killAnywhere,
  killBetweenSendAndReply,
  zombie,
  longLogs,
  racingPosts,
  racingDecisions,
  cutStreams,
  pausesOverRestart,
  rollingRestart,
  callsOverRestart,
  queueAndSteer,
  cancelAnywhere,
  crashLoop,
  databaseOutage,
  clockSkew,
  diskFull,
];
