import { describe, expect, test } from 'vitest';
import { createAddressRanges, readAddress } from './address-ranges.ts';

function isIn(address: string, ...ranges: readonly string[]): boolean {
  const read = readAddress(address);
  return read !== null && createAddressRanges(ranges)(read);
}

describe('an address lies in', () => {
  test.each([
    ['52.89.214.238', '52.89.214.238'],
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.99/24'],
    ['203.0.113.9', '0.0.0.0/0'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['2001:db8::1', '2001:db8::/32'],
    ['2001:DB8:0:0::1', '2001:db8::1/128'],
    ['::1', '::/0'],
    ['fe80::1%eth0', 'fe80::/10'],
    // IPv4 written as IPv6, on either side
    ['::ffff:10.1.2.3', '10.0.0.0/8'],
    ['::FFFF:a01:203', '10.0.0.0/8'],
    ['10.1.2.3', '::ffff:10.0.0.0/104'],
    ['10.1.2.3', '::ffff:0:0/96'],
    ['::ffff:10.1.2.3', '::ffff:a01:203'],
  ])('%s: %s', (address, range) => expect(isIn(address, range)).toBe(true));

  test('one of several', () => expect(isIn('10.0.0.2', '192.168.0.0/16', '10.0.0.2')).toBe(true));
});

describe('an address does not lie in', () => {
  test.each([
    ['52.89.214.239', '52.89.214.238'],
    ['11.0.0.1', '10.0.0.0/8'],
    ['2001:db9::1', '2001:db8::/32'],
    ['10.1.2.3', '::/0'],
    ['::ffff:10.1.2.3', '::/0'],
    ['::1', '0.0.0.0/0'],
    // not the mapped form
    ['::10.1.2.3', '10.0.0.0/8'],
    ['64:ff9b::10.1.2.3', '10.0.0.0/8'],
    ['2001:db8::ffff:10.1.2.3', '10.0.0.0/8'],
    ['010.1.2.3', '0.0.0.0/0'],
    ['10.1.2', '0.0.0.0/0'],
    ['', '0.0.0.0/0'],
    ['unknown', '0.0.0.0/0'],
  ])('%s: %s', (address, range) => expect(isIn(address, range)).toBe(false));

  test('no range at all', () => expect(isIn('10.0.0.1')).toBe(false));
});

test.each([
  '',
  'localhost',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  '::/129',
  '::ffff:1.2.3.4/95',
  '10.0.0.0/8x',
])('%j is no range', (range) => expect(() => createAddressRanges([range])).toThrow(RangeError));
