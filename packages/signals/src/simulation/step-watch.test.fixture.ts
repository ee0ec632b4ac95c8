import type { Decimal, Order } from '@perpdesk/broker-core';
import type { FillRow } from '@perpdesk/journal/port';
import { decodeClientOrderId } from '../execute/client-order-id.ts';
import type { Record } from './recorder.test.fixture.ts';
import type { Venue } from './venue.test.fixture.ts';

/** From when all news of an entry's fills have come until the stop stands where they say. */
const SETTLED_MS = 30_000;

interface LastStop {
  readonly triggerPrice: Decimal;
  /** Entries of the strategy that had filled by then. */
  readonly entries: number;
  readonly isSettled: boolean;
}

/** Sees that a strategy's stop moves only with the market while nothing more is entered. */
export interface StepWatch {
  accepted(venue: Venue, stop: Order): void;
}

export interface StepWatchOptions {
  readonly record: () => Record;
  /** Ms of the desk's clock. */
  readonly now: () => number;
  readonly wrong: (line: string) => void;
}

export function createStepWatch({ record, now, wrong }: StepWatchOptions): StepWatch {
  const last = new Map<string, LastStop>();
  const codeOf = (id: string | null) => (id === null ? null : (decodeClientOrderId(id)?.streamCode ?? null));
  return {
    accepted(venue, stop) {
      const { triggerPrice, symbol, side, clientOrderId } = stop;
      if (triggerPrice === null) return;
      const code = codeOf(clientOrderId);
      const entering = side === 'sell' ? 'buy' : 'sell';
      const isEntry = (fill: Pick<FillRow, 'symbol' | 'side' | 'clientOrderId'>): boolean =>
        fill.symbol === symbol && fill.side === entering && codeOf(fill.clientOrderId) === code;
      const entries = venue.fills.filter(isEntry);
      const heard = record().fills.filter((fill) => fill.brokerId === venue.id && isEntry(fill));
      const isHeard = heard.length >= entries.length;
      const heardAt = Math.max(0, ...heard.map(({ recordedAt }) => recordedAt ?? 0));
      const key = `${venue.id} ${symbol} ${side} ${code}`;
      const before = last.get(key);
      last.set(key, { triggerPrice, entries: entries.length, isSettled: isHeard && now() - heardAt > SETTLED_MS });
      if (before === undefined || !before.isSettled || before.entries !== entries.length) return;
      const loss = side === 'sell' ? before.triggerPrice.minus(triggerPrice) : triggerPrice.minus(before.triggerPrice);
      if (loss.lte(0)) return;
      wrong(`the stop ${clientOrderId} goes from ${before.triggerPrice} to ${triggerPrice}, against its position`);
    },
  };
}
