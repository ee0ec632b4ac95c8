import type { ClientOrderId, Validity, WriteOptions } from '@perpdesk/broker-core';
import type { CallBase, RestCall } from '../http/call.ts';
import type { Params } from '../http/params.ts';
import { hearRefusal } from '../hear-refusal.ts';
import type { Session } from '../session.ts';

/** One write as both transports know it. */
export interface Write extends Pick<CallBase, 'operation' | 'weight' | 'orders' | 'priority'> {
  readonly method: RestCall['method'];
  readonly path: RestCall['path'];
  /** Its name on the WS-API; left out where there is none. */
  readonly wsMethod?: string;
  readonly params: Params;
  readonly clientOrderId?: ClientOrderId;
}

/** The longest window that Binance takes. */
const MAX_WINDOW_MS = 60_000;
/** A validity of our own begins a little before our estimate of the exchange's time, which may run ahead of it. */
const EARLY_MS = 500;

/**
 * Sends one write over one transport, chosen beforehand: the WS-API where it knows the write and its socket is up, else
 * REST. Never sends again.
 *
 * @returns the answer's body.
 */
export async function send(session: Session, write: Write, options: WriteOptions = {}): Promise<unknown> {
  const { wsApi, rest } = session;
  const { wsMethod } = write;
  const { abortSignal, validity = ownValidity(session) } = options;
  const call = { ...write, security: 'signed', validity, ...(abortSignal ? { abortSignal } : {}) } as const;
  try {
    if (wsMethod !== undefined && wsApi?.isReady === true)
      return (await wsApi.call({ ...call, method: wsMethod })).body;
    return (await rest.call(call)).body;
  } catch (error) {
    hearRefusal(session, error);
    throw error;
  }
}

/** From now on, where the caller leaves it to us. */
function ownValidity({ venueClock, recvWindowMs }: Session): Validity {
  const fromAt = venueClock.now() - EARLY_MS;
  return { fromAt, untilAt: fromAt + Math.min(EARLY_MS + recvWindowMs, MAX_WINDOW_MS) };
}
