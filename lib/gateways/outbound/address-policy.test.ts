import { describe, expect, test } from 'vitest';
import { createAddressPolicy } from './address-policy';

/** Hosts of URLs that reach something private, in every spelling seen in advisories. */
const privateHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0x7F.0x00.0x00.0x01',
  '127.0.0.1.',
  '0',
  '0.0.0.0',
  '0x0',
  '00',
  '10.0.0.1',
  '10.255.255.255',
  '0x0a000001',
  '012.0.0.1',
  '167772161',
  '172.16.0.1',
  '172.31.255.255',
  '0xac100001',
  '192.168.0.1',
  '192.168.255.255',
  '0xc0a80001',
  '3232235521',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '169.254.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[::ffff:10.0.0.1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::a9fe:a9fe]',
  '[64:ff9b:1::1]',
  '[2002:7f00:1::]',
  '[2002:a9fe:a9fe::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fec0::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
] as const;

const publicHosts = [
  '1.1.1.1',
  '8.8.8.8',
  '104.18.7.192',
  '172.32.0.1',
  '[2606:4700::1111]',
  '[2a00:1450:4001::200e]',
] as const;

const hostOf = (host: string): string => new URL(`http://${host}/`).hostname;

describe('address policy', () => {
  const closed = createAddressPolicy([]);

  test('covers at least sixty spellings', () => expect(privateHosts.length).toBeGreaterThanOrEqual(60));

  test.each(privateHosts)('refuses %s', (host) => {
    expect(closed.permits(hostOf(host), hostOf(host))).toBe(false);
  });

  test.each(publicHosts)('permits %s', (host) => {
    expect(closed.permits(hostOf(host), hostOf(host))).toBe(true);
  });

  test('permits what a CIDR names and nothing beside it', () => {
    const policy = createAddressPolicy(['127.0.0.0/8', '::1/128', '10.2.3.4']);
    expect(policy.permits('127.0.0.9', '127.0.0.9')).toBe(true);
    expect(policy.permits('::ffff:127.0.0.1', 'localhost')).toBe(true);
    expect(policy.permits('::1', 'localhost')).toBe(true);
    expect(policy.permits('10.2.3.4', '10.2.3.4')).toBe(true);
    expect(policy.permits('10.2.3.5', '10.2.3.5')).toBe(false);
    expect(policy.permits('::2', '::2')).toBe(false);
  });

  test('permits an allowed name on a private network, never on a metadata address', () => {
    const policy = createAddressPolicy(['Ollama.internal']);
    expect(policy.permits('10.0.0.7', 'ollama.INTERNAL.')).toBe(true);
    expect(policy.permits('10.0.0.7', 'other.internal')).toBe(false);
    expect(policy.permits('169.254.169.254', 'ollama.internal')).toBe(false);
  });

  test('refuses what is not an address', () => {
    expect(closed.permits('example.com', 'example.com')).toBe(false);
  });
});
