import type { Finding } from '../errors/config-error.ts';
import { hostOf, isHostOf, isLoopback } from './host.ts';
import { asMap, asText, type RawMap } from './raw.ts';

/** Where a broker's keys and orders would go: encrypted, and to nobody but the exchange unless the file says so. */
export function checkEndpoints(name: string, broker: RawMap, ownHosts: readonly string[]): readonly Finding[] {
  const isUnsafe = broker['unsafeEndpoints'] === true;
  return Object.entries(asMap(broker['endpoints'])).flatMap(([key, value]): readonly Finding[] => {
    const address = asText(value);
    const host = address === null ? null : hostOf(address);
    if (address === null || host === null || isLoopback(host)) return [];
    const finding = (expected: string): Finding => ({
      kind: 'invalid',
      path: ['brokers', name, 'endpoints', key],
      expected,
    });
    const plain = /^(http|ws):/.exec(address)?.[1];
    if (plain !== undefined) return [finding(`${plain}s://; ${plain}:// is for loopback alone`)];
    if (isUnsafe || isHostOf(host, ownHosts)) return [];
    const own = ownHosts.length === 0 ? '' : `a host of the exchange (${ownHosts.join(', ')}), `;
    return [finding(`${own}a loopback address, or unsafeEndpoints: true beside endpoints`)];
  });
}
