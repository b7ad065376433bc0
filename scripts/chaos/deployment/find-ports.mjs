import net from 'node:net';

// Below the range from which outgoing connections take theirs: a replica that starts again finds its port still free.
const [first, last] = [3160, 3989];
const given = new Set();

/** `count` loopback ports that nobody listens on and that no caller in this process got before. */
export async function findPorts(count) {
  const found = [];
  for (let port = first; port <= last && found.length < count; port += 1) {
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    found.push(port);
  }
  if (found.length < count) throw new Error(`No ${count} free ports between ${first} and ${last}.`);
  return found;
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
