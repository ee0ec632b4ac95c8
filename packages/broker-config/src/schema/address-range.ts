import { isIPv4, isIPv6, SocketAddress } from 'node:net';
import { z } from 'zod';

const EXPECTED = 'an address or an address range, e.g. "203.0.113.7" or "10.0.0.0/8"';
const MAX_PREFIX = { ipv4: 32, ipv6: 128 } as const;
const MAPPED = /^::ffff:\d+\./;
/** IPv4 inside IPv6: the range must lie in it. */
const MIN_MAPPED_PREFIX = 96;

function isRange(text: string): boolean {
  const [address = '', bits, ...others] = text.split('/');
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : null;
  if (family === null || others.length > 0) return false;
  if (bits === undefined) return true;
  const prefix = Number.parseInt(bits, 10);
  const isMapped = family === 'ipv6' && MAPPED.test(new SocketAddress({ address, family }).address);
  const min = isMapped ? MIN_MAPPED_PREFIX : 0;
  return /^\d{1,3}$/.test(bits) && prefix >= min && prefix <= MAX_PREFIX[family];
}

/** IPv4 or IPv6, one address or the range of a prefix. */
export const addressRange = z.string({ error: EXPECTED }).refine(isRange, { error: EXPECTED });
