import { createServer } from 'node:net';
import { misconfigured, unavailable } from './stop-error.mjs';

const triesMax = 50;

/** The asked-for port, or an error when it is taken; without a wish, the first free one from the default on. */
export async function choosePort({ port, host, isAskedFor }) {
  for (let candidate = port; candidate < port + triesMax && candidate <= 65_535; candidate += 1) {
    const problem = await tryPort(candidate, host);
    if (problem === undefined) return candidate;
    if (problem === 'EADDRNOTAVAIL' || problem === 'ENOTFOUND' || problem === 'EINVAL') {
      throw misconfigured(`HOST is ${JSON.stringify(host)}; wanted is an address of this machine.`);
    }
    if (isAskedFor && problem === 'EACCES')
      throw unavailable(
        `Port ${candidate} needs privileges that this user does not have; choose one above 1023.`,
      );
    if (isAskedFor)
      throw unavailable(
        `Port ${candidate} on ${host} is taken; free it or choose another with --port or PORT.`,
      );
  }
  throw unavailable(
    `No port from ${port} to ${port + triesMax - 1} on ${host} is free; choose one with --port or PORT.`,
  );
}

function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
