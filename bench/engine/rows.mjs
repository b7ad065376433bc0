import { overRounds, rounded } from './figures.mjs';
import { peer } from './peer.mjs';

const times = 3;

/** The lines of performance.md that the rounds measure, of the loads that were run. */
export function loadRows(rounds, names) {
  const of = (load, key) => rounds.map((round) => round[load][key]);
  const cpu = (load, atMost, compare) => ({
    figure: `${load} CPU a turn, server and database`,
    ...overRounds(of(load, 'cpuMs')),
    unit: 'ms',
    atMost,
    compare,
    note: `server ${overRounds(of(load, 'serverCpuMs')).value}, database ${overRounds(of(load, 'databaseCpuMs')).value}`,
  });
  const rate = (load, what, range) => ({
    figure: `${load} ${what}, 16 at once`,
    ...overRounds(of(load, 'perSecond')),
    unit: 'turns/s',
    atLeast: times * range[1],
    compare: range,
    note: `p50 ${overRounds(of(load, 'doneMs')).value} ms, p99 ${overRounds(of(load, 'doneMsP99')).value} ms`,
  });
  const wall = (load, key, what, atMost, compare) => ({
    figure: `${load} ${what}`,
    ...overRounds(of(load, key)),
    unit: 'ms',
    atMost,
    compare,
  });
  const lines = {
    P4: () => [
      wall('P4', 'doneMs', 'trivial turn, one at a time, p50 to turn.done', 5, peer.trivialTurnMs),
      wall('P4', 'firstByteMs', 'the same, p50 to the first byte', 3, peer.firstByteMs),
      cpu('P4', 4, peer.trivialCpuMs),
    ],
    P5: () => [rate('P5', 'trivial turns', peer.trivialPerSecond), cpu('P5', 3, peer.trivialAtOnceCpuMs)],
    'P6 at once': () => [
      rate('P6 at once', '500 tokens', peer.longPerSecond),
      cpu('P6 at once', 15, peer.longCpuMs),
    ],
    'P6 one by one': () => [
      rate('P6 one by one', '500 tokens', peer.longPerSecond),
      cpu('P6 one by one', 15, peer.longCpuMs),
    ],
    'P8 one at a time': () => [
      {
        figure: 'P8 a step (3 model + 2 tool), one turn at a time, p50',
        ...overRounds(of('P8 one at a time', 'doneMs').map((ms) => ms / 5)),
        unit: 'ms',
        atMost: 3,
        compare: peer.stepMs,
      },
    ],
    P8: () => [rate('P8', 'turns of 5 steps', peer.stepsPerSecond), cpu('P8', 10, peer.stepsCpuMs)],
  };
  return names.flatMap((name) => lines[name]());
}

export function historyRows(turns, sessions) {
  const line = (key, what) => ({
    figure: `P7 ${what}, last 20 of ${turns} turns over first 20`,
    ...overRounds(sessions.map((session) => session[key])),
    unit: '×',
    atMost: 1.1,
    compare: peer.history,
  });
  const [first, last] = ['first', 'last'].map((end) => ({
    ms: overRounds(sessions.map((session) => session[`${end}Ms`])).value,
    cpu: overRounds(sessions.map((session) => session[`${end}CpuMs`])).value,
  }));
  return [
    { ...line('wall', 'wall'), note: `${first.ms} → ${last.ms} ms` },
    { ...line('cpu', 'CPU'), note: `${first.cpu} → ${last.cpu} ms` },
  ];
}

export function memoryRows(memory) {
  return [
    {
      figure: 'P9 application after 1,000 turns, resident',
      value: rounded(memory.afterTurnsMb),
      unit: 'MB',
      atMost: 350,
      compare: peer.memoryMb,
      note: `${rounded(memory.startMb)} MB before; database ${rounded(memory.databaseMb)} MB`,
    },
    // Nothing is kept for a session; what is left of a thousand of them is the allocator's noise.
    { figure: 'P9 an idle session', value: rounded(memory.sessionKb), unit: 'KB', atMost: 0.5 },
    { figure: 'P9 an idle stream', value: rounded(memory.streamKb), unit: 'KB', atMost: 90 },
  ];
}

export function replayRows(replay) {
  return [
    {
      figure: 'P12 the last 1,000 events again after a reconnect, p50',
      value: rounded(replay.medianMs),
      range: [rounded(replay.medianMs), rounded(replay.worstMs)],
      unit: 'ms',
      atMost: 100,
    },
  ];
}
