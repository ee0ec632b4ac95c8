import { formatDecimal } from '@perpdesk/broker-core';
import type { OutboxMessage, SignalRow } from '@perpdesk/journal/port';
import type { AccountTag } from '../notice.ts';
import { toTold } from '../relay/told-wish.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import type { Route } from '../route.ts';
import type { Refusal, Signal } from '../signal.ts';
import type { NotifySignal, WishSignal } from '../wish.ts';
import { sentence } from '../sentences/sentence.ts';

export interface Relay {
  readonly now: () => number;
  readonly accountTag: (brokerId: string) => AccountTag;
}

export function receivedMessages(relay: Relay, route: Route, signal: Signal | WishSignal): readonly OutboxMessage[] {
  // it is told with its plan
  if (signal.isTest === true) return [];
  return 'wishes' in signal ? wishedMessages(relay, route, signal) : stepMessages(relay, route, signal);
}

function wishedMessages(relay: Relay, route: Route, signal: WishSignal): readonly OutboxMessage[] {
  const { id, symbol, wishes, price, firedAt, receivedAt, notes } = signal;
  return toOutboxMessages(
    {
      type: 'signal.received',
      signalId: id,
      routeId: route.id,
      symbol,
      wishes: wishes.map(toTold),
      price: price === null ? null : formatDecimal(price),
      accounts: route.brokers.map(({ brokerId }) => relay.accountTag(brokerId)),
      firedAt,
      receivedAt,
      notes: route.execute === 'notify' ? [...notes, TELLS_ONLY] : notes,
    },
    { eventId: `received:${id}`, targets: route.relay, thread: id, now: relay.now() },
  );
}

function stepMessages(relay: Relay, route: Route, signal: Signal): readonly OutboxMessage[] {
  const { notes } = signal;
  return toOutboxMessages(
    {
      type: 'signal.received',
      signalId: signal.id,
      routeId: route.id,
      symbol: signal.symbol,
      transition: signal.transition,
      previous: signal.previous === null ? null : formatDecimal(signal.previous),
      next: formatDecimal(signal.next),
      price: signal.price === null ? null : formatDecimal(signal.price),
      accounts: route.brokers.map(({ brokerId }) => relay.accountTag(brokerId)),
      firedAt: signal.firedAt,
      receivedAt: signal.receivedAt,
      notes: route.execute === 'notify' ? [...notes, TELLS_ONLY] : notes,
    },
    { eventId: `received:${signal.id}`, targets: route.relay, thread: signal.id, now: relay.now() },
  );
}

const TELLS_ONLY = sentence('route-only-tells');

export function rejectedMessages(
  relay: Relay,
  route: Route,
  row: SignalRow,
  refusal: Refusal,
): readonly OutboxMessage[] {
  return toOutboxMessages(
    {
      type: 'signal.rejected',
      signalId: row.id,
      routeId: route.id,
      account: null,
      symbol: null,
      code: refusal.code,
      detail: refusal.detail,
    },
    { eventId: `rejected:${row.id}`, targets: route.relay, thread: row.id, now: relay.now() },
  );
}

export function notedMessages(relay: Relay, route: Route, message: NotifySignal): readonly OutboxMessage[] {
  const { id, text, receivedAt, notes } = message;
  return toOutboxMessages(
    { type: 'signal.noted', signalId: id, routeId: route.id, text, receivedAt, notes },
    { eventId: `noted:${id}`, targets: route.relay, thread: id, now: relay.now() },
  );
}
