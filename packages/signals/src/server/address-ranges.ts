import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

/** One way to write an address: IPv4 inside IPv6 (`::ffff:1.2.3.4`) is the IPv4 address. */
export interface Address {
  readonly family: 'ipv4' | 'ipv6';
  readonly text: string;
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;
const MAPPED_BITS = 96;
const BITS = { ipv4: 32, ipv6: 128 } as const;

/** `null`: no IP address. */
export function readAddress(text: string): Address | null {
  if (isIPv4(text)) return { family: 'ipv4', text };
  if (!isIPv6(text)) return null;
  const { address } = new SocketAddress({ address: text, family: 'ipv6' });
  const [, ipv4] = MAPPED.exec(address) ?? [];
  return ipv4 === undefined ? { family: 'ipv6', text: address } : { family: 'ipv4', text: ipv4 };
}

/** Whether an address lies in one of the ranges. An IPv6 range holds no IPv4 addresses, unless it is one of `::ffff:0:0/96`. */
export type AddressRanges = (address: Address) => boolean;

/**
 * Ranges as `10.0.0.0/8`, `2001:db8::/32` or one address.
 *
 * @throws {RangeError} for anything else.
 */
export function createAddressRanges(ranges: readonly string[]): AddressRanges {
  // one list for both would find IPv4 addresses in ::/0
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const range of ranges) addRange(lists, range);
  return ({ text, family }) => lists[family].check(text, family);
}

function addRange(lists: Readonly<Record<Address['family'], BlockList>>, range: string): void {
  const [text = '', bits, ...others] = range.split('/');
  const address = readAddress(text);
  if (address === null || others.length > 0) throw new RangeError(`No address range: ${JSON.stringify(range)}.`);
  const { family } = address;
  if (bits === undefined) {
    lists[family].addAddress(address.text, family);
    return;
  }
  const isMapped = family === 'ipv4' && isIPv6(text);
  const prefix = Number.parseInt(bits, 10) - (isMapped ? MAPPED_BITS : 0);
  if (!/^\d{1,3}$/.test(bits) || prefix < 0 || prefix > BITS[family]) {
    throw new RangeError(`No address range: ${JSON.stringify(range)}.`);
  }
  lists[family].addSubnet(address.text, prefix, family);
}
