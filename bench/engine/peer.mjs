/**
 * TrueForge's figures as performance.md publishes them: ranges over two days on the same kind of machine, TrueForge 1.x
 * beside an instant upstream, its process and its database on one core. It is not part of a run of ours: the side by
 * side run is made at each review.
 */
export const peer = {
  name: 'TrueForge',
  source: 'performance.md: ranges over two days on the same kind of machine, not measured in this run',
  trivialTurnMs: [7.5, 11.4],
  firstByteMs: [4.1, 5.8],
  trivialCpuMs: [11.6, 11.6],
  trivialPerSecond: [92, 169],
  trivialAtOnceCpuMs: [10.7, 10.7],
  longPerSecond: [17, 44],
  longCpuMs: [58, 58],
  history: [2.1, 2.7],
  stepMs: [6.8, 6.8],
  stepsPerSecond: [33, 33],
  stepsCpuMs: [31, 35],
  memoryMb: [540, 556],
};
