import { readAddress, type Address, type AddressRanges } from './address-ranges.ts';

const WITH_PORT = /^(?:(\d+\.\d+\.\d+\.\d+):\d{1,5}|\[([0-9a-fA-F:.]+)\](?::\d{1,5})?)$/;
/** A chain of proxies is short; what is longer was made up. */
const MAX_HOPS = 32;

/**
 * Who sent a request: the other end of its socket, or, where that is a trusted proxy, the right-most address of
 * `X-Forwarded-For` that is none. `null`: that one cannot be read, so it is nobody's.
 */
export function findClientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  isTrusted: AddressRanges,
): Address | null {
  let client = readAddress(socketAddress ?? '');
  if (client === null || !isTrusted(client) || forwardedFor === undefined) return client;
  for (const hop of forwardedFor.split(',').slice(-MAX_HOPS).toReversed()) {
    client = readHop(hop.trim());
    if (client === null || !isTrusted(client)) return client;
  }
  return client;
}

function readHop(hop: string): Address | null {
  const [, ipv4, ipv6] = WITH_PORT.exec(hop) ?? [];
  return readAddress(ipv4 ?? ipv6 ?? hop);
}
