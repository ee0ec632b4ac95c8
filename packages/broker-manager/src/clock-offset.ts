import type { Broker, Clock } from '@perpdesk/broker-core';

/** One round trip: the exchange's answer, and its clock minus ours at the midpoint (ms, whole). */
export async function measureClockOffset(
  broker: Broker,
  clock: Clock,
  abortSignal: AbortSignal,
): Promise<{ readonly serverAt: number; readonly offsetMs: number }> {
  const sentAt = clock.now();
  const serverAt = await broker.getServerTime({ abortSignal });
  return { serverAt, offsetMs: Math.round(serverAt - (sentAt + clock.now()) / 2) };
}
