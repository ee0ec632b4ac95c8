import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { createAddressRanges, readAddress } from './address-ranges.ts';
import { findClientAddress } from './client-address.ts';

const PROXIES = createAddressRanges(['10.0.0.0/8', '127.0.0.1', '::1', '2001:db8:cafe::/48']);
const client = (socket: string | undefined, forwarded?: string) =>
  findClientAddress(socket, forwarded, PROXIES)?.text ?? null;

describe('the sender is', () => {
  test.each([
    ['the socket’s other end', '203.0.113.9', undefined, '203.0.113.9'],
    ['that, whatever a stranger claims', '203.0.113.9', '52.89.214.238', '203.0.113.9'],
    ['the proxy itself, where it names none', '10.0.0.1', undefined, '10.0.0.1'],
    ['whom the proxy names', '10.0.0.1', '52.89.214.238', '52.89.214.238'],
    ['whom a proxy in IPv6 clothes names', '::ffff:10.0.0.1', '52.89.214.238', '52.89.214.238'],
    ['the last one named, not what the sender put before', '10.0.0.1', '52.89.214.238, 203.0.113.9', '203.0.113.9'],
    ['the last before a chain of proxies', '10.0.0.1', '1.1.1.1, 203.0.113.9,10.9.9.9 , ::1', '203.0.113.9'],
    ['not a proxy by its own word', '10.0.0.1', '10.0.0.7, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['the first of a chain of nothing but proxies', '10.0.0.1', '10.0.0.7, 10.0.0.2', '10.0.0.7'],
    ['named with a port', '127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['named in brackets', '::1', '[2001:db8::9]:4711', '2001:db8::9'],
    ['IPv4 in IPv6 clothes', '127.0.0.1', '::ffff:52.89.214.238', '52.89.214.238'],
  ])('%s', (_what, socket, forwarded, expected) => expect(client(socket, forwarded)).toBe(expected));
});

describe('the sender is nobody', () => {
  test.each([
    ['when the last name is none', '52.89.214.238, unknown'],
    ['when the last name is empty', '52.89.214.238,'],
    ['when the header is empty', ''],
    ['when the name is a host', 'tradingview.com'],
    ['when a proxy stands behind rubbish', '52.89.214.238, rubbish, 10.0.0.2'],
    ['when the name is hidden', '_hidden'],
  ])('%s', (_what, forwarded) => expect(client('10.0.0.1', forwarded)).toBeNull());

  test('without a socket', () => expect(client(undefined, '52.89.214.238')).toBeNull());
});

test('whatever a stranger sends, the proxy’s own word about it decides', () => {
  const ipv4 = fc.ipV4().filter((it) => !it.startsWith('10.') && it !== '127.0.0.1');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), ipv4, (claim, real) => {
      expect(client('10.0.0.1', `${claim}, ${real}`)).toBe(readAddress(real)?.text);
    }),
  );
});
