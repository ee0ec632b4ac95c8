import { BrokerError, type OrderLookup, toClientOrderId } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { inTime } from './in-time.ts';

/** Asks the exchange for an intent's order. `failed`: no answer; `impossible`: it cannot be asked. */
export async function lookUp(run: Run, intent: IntentRow): Promise<OrderLookup | 'failed' | 'impossible'> {
  if (intent.clientOrderId === null) return 'impossible';
  try {
    const reference = { symbol: intent.symbol, clientOrderId: toClientOrderId(intent.clientOrderId) };
    const look = run.broker(intent.brokerId).findOrder(reference, { abortSignal: run.abortSignal });
    return await inTime(run.clock, run.timings.readMs, 'findOrder', look);
  } catch (error) {
    run.logger.debug('an order could not be looked up', { intentId: intent.id, error });
    return BrokerError.is(error) && error.code === 'unsupported' ? 'impossible' : 'failed';
  }
}
