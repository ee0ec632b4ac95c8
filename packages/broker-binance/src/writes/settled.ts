import { BrokerError } from '@perpdesk/broker-core';

export type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: BrokerError };

/** The result, or the failure as one. Errors of other kinds are bugs and thrown on. */
export async function settled<T>(work: Promise<T>): Promise<Settled<T>> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (BrokerError.is(error)) return { ok: false, error };
    throw error;
  }
}
