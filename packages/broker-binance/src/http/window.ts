import { BrokerError } from '@perpdesk/broker-core';
import type { CallBase } from './call.ts';
import type { VenueClock } from './venue-clock.ts';

/** What Binance signs of a validity. */
export interface SigningWindow {
  /** Unix ms, the exchange's time. */
  readonly timestamp: number;
  readonly recvWindow: number;
}

const LONGEST_MS = 60_000;
/** Reads begin a little before our estimate of the exchange's time, which may run ahead of it. */
const EARLY_MS = 500;
const READ_MS = 10_000;

/**
 * A write's own validity, exactly; for a read, one that begins before now.
 *
 * @throws {BrokerError} `invalid-request`, not sent: a validity that Binance does not take.
 */
export function windowOf(call: CallBase, venueClock: Pick<VenueClock, 'now'>): SigningWindow {
  const { validity, operation, clientOrderId } = call;
  if (validity === undefined) return { timestamp: Math.floor(venueClock.now()) - EARLY_MS, recvWindow: READ_MS };
  const { fromAt: timestamp, untilAt } = validity;
  const recvWindow = untilAt - timestamp;
  if (Number.isSafeInteger(timestamp) && Number.isInteger(recvWindow) && recvWindow >= 1 && recvWindow <= LONGEST_MS) {
    return { timestamp, recvWindow };
  }
  const message = `${operation}: the validity ${timestamp} to ${untilAt} cannot be signed: Binance takes 1 to ${LONGEST_MS} whole ms. Choose another.`;
  throw new BrokerError('invalid-request', { operation, message, ...(clientOrderId ? { clientOrderId } : {}) });
}
