import type { Broker, ClientOrderId, Order, Validity } from '@perpdesk/broker-core';

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** The margin of the write protocol, and the time between its two looks; short for a venue on this machine. */
const MARGIN_MS = 300;
const LOOKS_APART_MS = 100;

/**
 * Whether an order whose outcome is unknown exists: found, or proven absent by two looks after its validity has passed by
 * the exchange's own time.
 */
export async function settleUnknown(
  broker: Broker,
  symbol: string,
  clientOrderId: ClientOrderId,
  { untilAt }: Validity,
): Promise<Order | null> {
  let absentLooks = 0;
  for (;;) {
    const look = await broker.findOrder({ symbol, clientOrderId }).catch(() => null);
    if (look?.order != null) return look.order;
    if (look !== null && look.serverAt > untilAt + MARGIN_MS) absentLooks += 1;
    if (absentLooks === 2) return null;
    await pause(LOOKS_APART_MS);
  }
}
