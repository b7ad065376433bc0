import { lookup as resolveHost, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { parseAddress, type AddressPolicy } from './address-policy';
import { OutboundRefusal } from './outbound-refusal';

const connectTimeoutMs = 10_000;
const keepAliveTimeoutMs = 30_000;

/**
 * Connections that go to permitted addresses only. A name is resolved once and the socket connects to what was
 * checked, so a resolver that changes its answer gains nothing; the peer is compared again once connected.
 */
export function createGuardedAgent(policy: AddressPolicy, options: { idleTimeoutMs: number }): Agent {
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(policy) });
  return new Agent({
    keepAliveTimeout: keepAliveTimeoutMs,
    headersTimeout: options.idleTimeoutMs,
    bodyTimeout: options.idleTimeoutMs,
    connect(target, callback) {
      // Literal addresses are not looked up, so they are checked here.
      if (parseAddress(target.hostname) && !policy.permits(target.hostname, target.hostname)) {
        callback(refusal(target.hostname), null);
        return;
      }
      connect(target, (error, socket) => {
        if (error) {
          callback(error, null);
          return;
        }
        const peer = socket.remoteAddress;
        if (peer !== undefined && policy.permits(peer, target.hostname)) {
          callback(null, socket);
          return;
        }
        socket.destroy();
        callback(refusal(target.hostname), null);
      });
    },
  });
}

/** Says that a host is off limits without telling what it resolved to. */
export function refusal(host: string): OutboundRefusal {
  return new OutboundRefusal(
    `"${host}" is a private address, which is called only when the operator names it in TACKROOM_ALLOW_HOSTS.`,
  );
}

function guardedLookup(policy: AddressPolicy): LookupFunction {
  return (host, options, callback) => {
    resolveHost(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        callback(error, []);
        return;
      }
      const permitted = addresses.filter(({ address }) => policy.permits(address, host));
      const [first] = permitted;
      if (!first) callback(refusal(host), []);
      else answer(permitted, first, options.all === true, callback);
    });
  };
}

function answer(
  all: LookupAddress[],
  first: LookupAddress,
  wantsAll: boolean,
  callback: Parameters<LookupFunction>[2],
): void {
  if (wantsAll) callback(null, all);
  else callback(null, first.address, first.family);
}
