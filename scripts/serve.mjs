import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import next from 'next';
import { root } from './lib/paths.mjs';

/**
 * Serves the built console on HOST and PORT, which the launcher has set. Started by `npm start`, not by hand: it says
 * nothing itself, and how it ends is up to the application, which drains on SIGTERM.
 */
const portTaken = 98;
const port = Number(process.env.PORT);
const hostname = process.env.HOST;

// The built application puts its most used routes here when it starts (lib/http/front-door.ts).
const frontDoor = Symbol.for('tackroom.front-door');

const server = createServer((request, response) => {
  if (!isReadable(request.url)) refuseAddress(response);
  else if (globalThis[frontDoor]?.(request, response) !== true)
    handle(request, response).catch((error) => {
      // One answer that went wrong must not end the process, and everybody else's with it.
      process.stderr.write(`tackroom: ${error.stack}\n`);
      response.destroy();
    });
});
const app = next({ dev: false, dir: root, hostname, port, quiet: true, httpServer: server });
const handle = app.getRequestHandler();

// How the application, once it has handed over its work, lets the requests finish that are still being answered.
globalThis[Symbol.for('tackroom.close-server')] = () =>
  new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });

server.once('error', (error) => {
  process.stderr.write(`tackroom: ${error.message}\n`);
  process.exit(error.code === 'EADDRINUSE' ? portTaken : 1);
});
await withoutConfigNote(() => app.prepare());
server.listen(port, hostname);

/** Next answers an address that cannot be decoded with a 500 of its own. */
function isReadable(url) {
  try {
    decodeURIComponent(url.split('?', 1)[0]);
    return true;
  } catch {
    return false;
  }
}

function refuseAddress(response) {
  const message = 'The address holds a percent sign that begins no character of UTF-8. Encode it again.';
  const request_id = `req_${randomUUID().replaceAll('-', '')}`;
  const error = { message, type: 'invalid_request_error', code: 'invalid_request', request_id };
  response.writeHead(400, { 'content-type': 'application/json', 'x-request-id': request_id });
  response.end(JSON.stringify({ error }));
}

/** Next tells how long its configuration took to load, whatever `quiet` says; standard output is the application's log. */
async function withoutConfigNote(work) {
  const log = console.log;
  console.log = (...words) => {
    if (!words.some((word) => String(word).includes('Running next.config'))) log(...words);
  };
  try {
    await work();
  } finally {
    console.log = log;
  }
}
