import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { choosePort } from './choose-port.mjs';

const host = '127.0.0.1';
const servers = [];

/** A port that is taken for the length of a test. */
async function takePort() {
  const server = net.createServer();
  servers.push(server);
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, host, resolve));
  return server.address().port;
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

describe('the port', () => {
  test('moves on when it is taken and was not asked for', async () => {
    const taken = await takePort();
    expect(await choosePort({ port: taken, host, isAskedFor: false })).toBeGreaterThan(taken);
  });

  test('is refused by name when it is taken and was asked for', async () => {
    const taken = await takePort();
    await expect(choosePort({ port: taken, host, isAskedFor: true })).rejects.toMatchObject({
      exitCode: 69,
      message: expect.stringContaining(String(taken)),
    });
  });

  test('of an address that this machine does not have is a mistake in HOST', async () => {
    await expect(choosePort({ port: 3249, host: '192.0.2.1', isAskedFor: false })).rejects.toMatchObject({
      exitCode: 78,
      message: expect.stringContaining('HOST'),
    });
  });
});
