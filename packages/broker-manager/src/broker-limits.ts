import type { Broker } from '@perpdesk/broker-core';

/** One of the exchange's limits, in its running window. */
export interface LimitLeft {
  /** As the adapter names it, e.g. `weight`. */
  readonly name: string;
  readonly used: number;
  readonly limit: number;
}

export interface BrokerLimits {
  readonly uses: readonly LimitLeft[];
  /** Unix ms by our clock; until then nothing is sent, `null` where all is well. */
  readonly blockedUntilAt: number | null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * What an adapter tells of its limits in a property `limits`: `{ name: { used, limit }, … }` and `blockedUntilAt`; `null`
 * where it tells nothing.
 */
export function readLimits(broker: Broker): BrokerLimits | null {
  const limits: unknown = 'limits' in broker && broker.isConnected ? broker.limits : null;
  if (!isRecord(limits)) return null;
  const uses = Object.entries(limits).flatMap(([name, use]): readonly LimitLeft[] => {
    if (!isRecord(use)) return [];
    const { used, limit } = use;
    return typeof used === 'number' && typeof limit === 'number' ? [{ name, used, limit }] : [];
  });
  const { blockedUntilAt } = limits;
  return { uses, blockedUntilAt: typeof blockedUntilAt === 'number' ? blockedUntilAt : null };
}
