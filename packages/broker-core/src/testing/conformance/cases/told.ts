import type { BrokerEvent } from '../../../broker-event.ts';
import type { Fill } from '../../../fill.ts';
import type { ClientOrderId, VenueOrderId } from '../../../ids.ts';
import type { Order } from '../../../order.ts';
import { assertThat, show } from '../assertions.ts';

const RANKS: Readonly<Record<Order['status'], number>> = {
  pending: 0,
  open: 1,
  'partially-filled': 2,
  filled: 3,
  canceled: 3,
  rejected: 3,
  expired: 3,
};

/** The fills that events tell, by themselves or as what a gap has hidden: all, or those of one order. */
export function toldFills(events: readonly BrokerEvent[], venueOrderId?: VenueOrderId): readonly Fill[] {
  const fills = events.flatMap((event) => {
    if (event.type === 'fill-received') return [event.fill];
    return event.type === 'stream-gap' ? (event.changes?.fills ?? []) : [];
  });
  return venueOrderId === undefined ? fills : fills.filter((fill) => fill.venueOrderId === venueOrderId);
}

/** The forms of one order that events tell, by themselves or as what a gap has hidden. */
export function toldOrders(events: readonly BrokerEvent[], clientOrderId: ClientOrderId): readonly Order[] {
  const orders = events.flatMap((event) => {
    if (event.type === 'order-updated') return [event.order];
    return event.type === 'stream-gap' ? (event.changes?.orders ?? []) : [];
  });
  return orders.filter((order) => order.clientOrderId === clientOrderId);
}

/** Whether the events leave it to the reader to look anew: a gap that does not tell what it hid. */
export function mustReadAnew(events: readonly BrokerEvent[]): boolean {
  return events.some((event) => event.type === 'stream-gap' && event.changes === undefined);
}

export function hasGap(events: readonly BrokerEvent[]): boolean {
  return events.some(({ type }) => type === 'stream-gap');
}

/** @throws {AssertionError} if a trade is told twice, or one of these not at all (unless the reader must look anew). */
export function assertToldOnce(events: readonly BrokerEvent[], fills: readonly Fill[]): void {
  const told = toldFills(events).map(({ tradeId }) => tradeId);
  assertThat(new Set(told).size === told.length, `A trade is told twice: ${show(told)}.`);
  const missing = fills.filter(({ tradeId }) => !told.includes(tradeId));
  assertThat(missing.length === 0 || mustReadAnew(events), `Trades are not told: ${show(missing)}.`);
}

/** @throws {AssertionError} if the order was told to go back: to less filled, or from an end to open. */
export function assertForwardOnly(events: readonly BrokerEvent[], clientOrderId: ClientOrderId): void {
  const told = toldOrders(events, clientOrderId);
  for (const [index, order] of told.entries()) {
    const before = told[index - 1];
    if (before === undefined) continue;
    const isForward = RANKS[order.status] >= RANKS[before.status] && order.filledQuantity.gte(before.filledQuantity);
    const steps = told.map(({ status, filledQuantity }) => `${status} ${filledQuantity.toFixed()}`);
    assertThat(isForward, `The order is told to go back: ${steps.join(', ')}.`);
  }
}
