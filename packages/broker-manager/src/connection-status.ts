import type { BrokerError, BrokerErrorCode } from '@perpdesk/broker-core';

export interface Failure {
  /** Unix ms. */
  readonly at: number;
  readonly code: BrokerErrorCode;
  /** One sentence. */
  readonly detail: string;
}

/** How a connection does. */
export interface ConnectionStatus {
  readonly isReady: boolean;
  /** Unix ms; the last event or read of the account. */
  readonly lastHeardAt: number | null;
  /** Unix ms; the last event of the stream, or the snapshot that it began with. */
  readonly streamHeardAt: number | null;
  /** The same as the exchange dates it: that stands wherever our clock is set. */
  readonly streamHeardVenueAt: number | null;
  /** The exchange's clock minus ours, ms. */
  readonly clockOffsetMs: number | null;
  /** One sentence; `null` while all is well. */
  readonly lastError: string | null;
  /** Stands when all is well again. */
  readonly lastFailure: Failure | null;
}

export interface StatusKeeper {
  read(): ConnectionStatus;
  /** Calls the listener where somebody who looks would see another state: not for a time that moved. */
  set(change: Partial<ConnectionStatus>): void;
  /** @param at Unix ms. */
  fail(error: BrokerError, at: number): void;
}

export function createStatusKeeper(onChange: () => void): StatusKeeper {
  let status: ConnectionStatus = {
    isReady: false,
    lastHeardAt: null,
    streamHeardAt: null,
    streamHeardVenueAt: null,
    clockOffsetMs: null,
    lastError: null,
    lastFailure: null,
  };
  const set = (change: Partial<ConnectionStatus>) => {
    const before = status;
    status = { ...status, ...change };
    if (before.isReady !== status.isReady || before.lastError !== status.lastError) onChange();
  };
  return {
    read: () => status,
    set,
    fail: ({ code, message }, at) =>
      set({ isReady: false, lastError: message, lastFailure: { at, code, detail: message } }),
  };
}
