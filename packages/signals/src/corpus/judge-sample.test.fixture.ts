import { expect, test } from 'vitest';
import { type Decimal, formatDecimal } from '@perpdesk/broker-core';
import { defineRoute } from '../define-route.ts';
import { judgeAlert } from '../inbox/judge-alert.ts';
import type { Route } from '../route.ts';
import type { Signal } from '../signal.ts';
import type { Wish, WishPrice, WishSignal, WishSize } from '../wish.ts';

export const FIRED = '2026-11-22T07:00:03Z';
export const RECEIVED_AT = Date.parse('2026-11-22T07:00:04Z');

export interface Sample {
  /** Its number in the corpus. */
  readonly corpus: number;
  readonly title: string;
  readonly body: object | string;
  readonly route?: Partial<Omit<Route, 'limits'>>;
  /** Code, step, wishes or words, as `verdictOf` writes them. */
  readonly verdict: string;
  /** What the refusal's sentence or the notes must hold. */
  readonly says?: string;
  /** What must stand nowhere in what is kept or told. */
  readonly secret?: string;
}

const bytes = (body: object | string) =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

function routeOf(route: Sample['route']): Route {
  return defineRoute({
    id: 'r',
    brokers: [],
    symbols: ['BTCUSDT', 'ETHUSDT', 'DOGEUSDT', 'SOLUSDT'],
    ...route,
  });
}

/** The desk's own verdict, in one line. */
export function verdictOf(body: object | string, given: Sample['route'] = {}): { verdict: string; told: string } {
  const route = routeOf(given);
  const { evidence, judgement } = judgeAlert(bytes(body), route, { signalId: 's', receivedAt: RECEIVED_AT });
  switch (judgement.kind) {
    case 'message':
      return { verdict: `notify: ${judgement.message.text}`, told: JSON.stringify(judgement) };
    case 'refusal':
      return { verdict: judgement.refusal.code, told: `${judgement.refusal.detail} ${evidence.text}` };
    case 'signal':
      return { verdict: ordersOf(judgement.signal), told: `${judgement.signal.notes.join(' ')} ${evidence.text}` };
    default:
      return judgement satisfies never;
  }
}

function ordersOf(signal: Signal | WishSignal): string {
  if ('wishes' in signal) return `${wishesOf(signal)}${withoutEntry(signal)}`;
  const { symbol, previous, next, transition } = signal;
  const from = previous === null ? '?' : formatDecimal(previous);
  const isExit = transition === 'close' || transition === 'reduce';
  return `${transition} ${symbol} ${from} to ${formatDecimal(next)}${isExit ? '' : withoutEntry(signal)}`;
}

function withoutEntry({ entryRefusal }: Signal | WishSignal): string {
  return entryRefusal === undefined ? '' : `; no entry: ${entryRefusal.code}`;
}

/** One test for each sample of a table. */
export function testSamples(samples: readonly Sample[]): void {
  test.each(samples.map((sample) => [`E7(j) corpus ${sample.corpus}: ${sample.title}`, sample] as const))(
    '%s',
    (_name, { body, route, verdict, says, secret }) => {
      const judged = verdictOf(body, route);
      expect(judged.verdict).toBe(verdict);
      if (says !== undefined) expect(judged.told).toContain(says);
      if (secret !== undefined) expect(judged.told).not.toContain(secret);
    },
  );
}

function wishesOf({ wishes, symbol, protect, leverage, isTest }: WishSignal): string {
  const stop = protect?.stopLoss ?? null;
  const targets = protect?.takeProfits ?? [];
  return [
    `${wishes.map(wishOf).join(', ')} ${symbol}`,
    leverage === null ? null : `leverage ${formatDecimal(leverage)}`,
    stop === null ? null : `stop ${priceOf(stop)}`,
    targets.length === 0
      ? null
      : `targets ${targets.map(({ at, share }) => `${priceOf(at)}${shareOf(share)}`).join(' ')}`,
    isTest ? 'a test' : null,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

function wishOf(wish: Wish): string {
  switch (wish.type) {
    case 'hold': {
      const previous = wish.previous === null ? '' : ` from ${wish.previous}`;
      return `hold ${wish.direction}${previous}${sizeOf(wish.size)}${wish.includesClose ? ' with close' : ''}`;
    }
    case 'add':
    case 'reduce':
      return `${wish.type}${wish.direction === null ? '' : ` ${wish.direction}`}${sizeOf(wish.size)}`;
    case 'close':
      return wish.direction === null ? 'close' : `close ${wish.direction}`;
    case 'stay':
      return 'stay';
    case 'cancel':
      return 'cancel';
    case 'order': {
      const at = wish.price === null ? '' : ` at ${priceOf(wish.price)}`;
      const trigger = wish.triggerPrice === null ? '' : ` when ${priceOf(wish.triggerPrice)}`;
      return `${wish.orderType} ${wish.side}${sizeOf(wish.size)}${at}${trigger}${wish.reduceOnly ? ' reduce-only' : ''}`;
    }
    default:
      return wish satisfies never;
  }
}

function sizeOf(size: WishSize | null): string {
  if (size === null) return '';
  const [amount] = Object.values(size).filter((value): value is Decimal => typeof value === 'object');
  return ` ${amount === undefined ? '?' : formatDecimal(amount)} ${size.unit}`;
}

function priceOf(price: WishPrice): string {
  switch (price.basis) {
    case 'price':
      return formatDecimal(price.price);
    case 'percent':
      return `${formatDecimal(price.percent)}%`;
    case 'distance':
      return `${formatDecimal(price.distance)} away`;
    default:
      return price satisfies never;
  }
}

function shareOf(share: Decimal | null): string {
  return share === null ? '' : `*${formatDecimal(share)}%`;
}
