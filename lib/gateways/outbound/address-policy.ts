import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Decides which addresses a request may be sent to. */
export type AddressPolicy = {
  /** `host` is what the URL named: a private address is fine when the operator allowed it or its name. */
  permits(address: string, host: string): boolean;
};

// Azure's platform address lies in a public range and answers with credentials.
const publicMetadataAddresses: ReadonlySet<string> = new Set(['168.63.129.16']);
// Only this block of IPv6 is routed publicly; `::/96` and others would count as unicast without it.
const publicIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Public addresses are permitted, everything else only when `allowHosts` names the host, the address or its network.
 * A name never opens link-local addresses, where clouds keep their metadata: that takes the address itself.
 */
export function createAddressPolicy(allowHosts: readonly string[]): AddressPolicy {
  const names = new Set<string>();
  const networks: [Address, number][] = [];
  for (const entry of allowHosts) {
    const network = parseNetwork(entry);
    if (network) networks.push(network);
    else names.add(normaliseHost(entry));
  }
  return {
    permits(text, host) {
      const address = parseAddress(text);
      if (!address) return false;
      if (isPublic(address)) return true;
      if (networks.some(([base, bits]) => matches(address, base, bits))) return true;
      return names.has(normaliseHost(host)) && !isMetadata(address);
    },
  };
}

/** The host of a URL as names are compared: lower case, no brackets, no final dot. */
export function normaliseHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** An address in any spelling, IPv4-mapped ones as the IPv4 address they reach; undefined for a name. */
export function parseAddress(text: string): Address | undefined {
  const bare = normaliseHost(text).replace(/%.*$/, '');
  if (!ipaddr.isValid(bare)) return undefined;
  return ipaddr.process(bare);
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || publicMetadataAddresses.has(address.toString())) return false;
  return address instanceof ipaddr.IPv4 || address.match(publicIpv6);
}

function isMetadata(address: Address): boolean {
  return address.range() === 'linkLocal' || publicMetadataAddresses.has(address.toString());
}

function matches(address: Address, base: Address, bits: number): boolean {
  if (address instanceof ipaddr.IPv4 && base instanceof ipaddr.IPv4) return address.match(base, bits);
  return address instanceof ipaddr.IPv6 && base instanceof ipaddr.IPv6 && address.match(base, bits);
}

function parseNetwork(entry: string): [Address, number] | undefined {
  const bare = entry.trim().replace(/^\[|\]$/g, '');
  if (ipaddr.isValidCIDR(bare)) return ipaddr.parseCIDR(bare);
  const address = parseAddress(bare);
  return address ? [address, address.kind() === 'ipv4' ? 32 : 128] : undefined;
}
