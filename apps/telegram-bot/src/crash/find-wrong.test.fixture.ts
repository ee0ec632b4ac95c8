import { decimal } from '@perpdesk/broker-core';
import type { OutboxRow } from '@perpdesk/journal/port';
import type { Message } from '@perpdesk/telegram-loopback';
import type { CrashBench } from './crash-bench.test.fixture.ts';
import type { Truth, VenueOrder } from './truth.test.fixture.ts';

/** What there should be in the end, however the desk was ended on the way. */
export interface Wanted {
  /** Signed, base asset. */
  readonly position: string;
  /** Base asset of each order that was to be placed, in order. */
  readonly entries: readonly string[];
  readonly exits: readonly string[];
  /** How often the position came to be flat. */
  readonly closings: number;
  /** Stops that protect the position now. */
  readonly stops: number;
  /** Messages of the bot that are answers to commands, and no relayed events. */
  readonly isReply?: (message: Message) => boolean;
}

const MISSED = ['order.rejected', 'order.expired', 'signal.rejected', 'signal.held', 'stop.failed', 'account.drift'];
const OPEN = ['pending', 'open', 'partially-filled'];

/** Compares the exchange's file, the journal and the chat with what is wanted; says what is wrong. */
export function findWrong(bench: CrashBench, wanted: Wanted): readonly string[] {
  const truth = bench.truth();
  return [
    ...wrongOrders(truth, wanted),
    ...wrongJournal(truth, wanted),
    ...wrongEvents(truth, wanted),
    ...wrongChat(truth.outbox, bench.messages(), { kills: bench.kills, ...wanted }),
  ];
}

/** The sentence, where what is does not look as it should. */
export function differs(what: string, is: unknown, should: unknown): readonly string[] {
  const [seen, wanted] = [JSON.stringify(is), JSON.stringify(should)];
  return seen === wanted ? [] : [`${what}: ${seen} instead of ${wanted}`];
}

export function wrongOrders({ orders, venueFills, position }: Truth, wanted: Wanted): readonly string[] {
  const market = orders.filter(({ type }) => type === 'market');
  const stops = orders.filter(({ type }) => type !== 'market');
  const live = stops.filter(({ status }) => OPEN.includes(status));
  const asFilled = (order: VenueOrder) => `${order.status} ${order.filled_quantity}`;
  const filled = (quantities: readonly string[]) => quantities.map((quantity) => `filled ${quantity}`);
  const repeated = orders.filter((a, i) => orders.some((b, j) => j < i && a.client_order_id === b.client_order_id));
  return [
    ...differs('entries', market.filter((it) => !it.reduceOnly).map(asFilled), filled(wanted.entries)),
    ...differs('exits', market.filter((it) => it.reduceOnly).map(asFilled), filled(wanted.exits)),
    ...differs('fills', venueFills.length, wanted.entries.length + wanted.exits.length),
    ...differs('position', position, wanted.position),
    ...differs('live stops', live.length, wanted.stops),
    ...differs('stops that close the position', live.filter((it) => it.closePosition).length, wanted.stops),
    ...differs('repeated client order ids', repeated, []),
  ];
}

function wrongJournal(truth: Truth, wanted: Wanted): readonly string[] {
  const { intents, ledger, orders } = truth;
  const filledOf = (kind: string) =>
    intents.filter((row) => row.kind === kind && row.state === 'filled').map((row) => row.filledQuantity);
  const owned = ledger.reduce((sum, row) => sum.plus(row.owned), decimal('0'));
  const known = new Set(intents.map(({ clientOrderId }) => clientOrderId));
  const standing = intents.filter(({ kind, state }) => kind === 'stop' && state === 'accepted');
  const live = orders.filter(({ type, status }) => type !== 'market' && OPEN.includes(status));
  return [
    ...differs('entries in the journal', filledOf('increase'), wanted.entries),
    ...differs('exits in the journal', filledOf('reduce'), wanted.exits),
    ...differs('partly filled or lost', intents.filter((row) => row.state === 'needs-operator').length, 0),
    ...differs('owned', owned.toFixed(), wanted.position),
    ...differs('fills in the journal', tradeIds(truth.fills), tradeIds(truth.venueFills)),
    ...differs('fills of nobody', truth.fills.filter(({ intentId }) => intentId === null).length, 0),
    ...differs(
      'stops in the journal',
      standing.map(({ clientOrderId }) => clientOrderId),
      live.map(({ client_order_id: id }) => id),
    ),
    ...differs(
      'orders of nobody',
      orders.filter(({ client_order_id: id }) => !known.has(id)),
      [],
    ),
    ...differs('signals', truth.signals.filter(({ state }) => state !== 'done').length, 0),
  ];
}

function tradeIds(fills: readonly ({ readonly tradeId: string } | { readonly trade_id: number })[]): readonly string[] {
  return fills.map((fill) => ('tradeId' in fill ? fill.tradeId : `${fill.trade_id}`)).toSorted();
}

function wrongEvents({ outbox, signals }: Truth, { entries, exits, closings }: Wanted): readonly string[] {
  const count = (type: string) => outbox.filter((row) => row.type === type).length;
  const alerts = signals.filter(({ source }) => source.startsWith('route:'));
  return [
    ...differs('signals told', count('signal.received'), alerts.length),
    ...differs('fills told', count('order.filled'), entries.length + exits.length),
    ...differs('closings told', count('position.closed'), closings),
    ...differs(
      'failures told',
      outbox.filter(({ type }) => MISSED.includes(type)).map(({ payload }) => payload),
      [],
    ),
  ];
}

interface ChatWanted extends Pick<Wanted, 'isReply'> {
  readonly kills: number;
  /** On a server, what belongs to two signals is written side by side. */
  readonly orderedBy?: 'chat' | 'thread';
}

/** Each event once; twice only where a kill fell between Telegram's taking it and our writing that down, and then marked. */
export function wrongChat(
  outbox: readonly OutboxRow[],
  all: readonly Message[],
  { kills, isReply = () => false, orderedBy = 'chat' }: ChatWanted,
): readonly string[] {
  const messages = all.filter((message) => !isReply(message));
  const lineOf = ({ priority, thread }: OutboxRow) => (orderedBy === 'chat' ? priority : `${priority} ${thread}`);
  const rows = outbox.filter(({ state, messageId }) => state === 'sent' && messageId !== null);
  const ids = rows.map(({ messageId }) => messageId);
  // how a position stands is no event: it waits for further fills, and may take the place of the card before
  const events = rows.filter(({ type }) => type !== 'position.card');
  const shown = new Set(messages.map(({ message_id: id }) => id));
  const surplus = messages.filter(({ message_id: id }) => !ids.includes(id)).map(({ text = '' }) => text);
  const repeats = messages.flatMap(({ text = '' }) => (text.includes('may be a repeat') ? [text] : []));
  const unmarked = surplus.filter((text) => !repeats.some((it) => isToldBy(text, it)) && !text.includes('liq '));
  return [
    ...differs('messages of one row twice', new Set(events.map(({ messageId }) => messageId)).size, events.length),
    ...differs(
      'messages that were not delivered',
      ids.filter((id) => !shown.has(id ?? 0)),
      [],
    ),
    ...[...new Set(events.map(lineOf))].flatMap((line) => outOfOrder(events.filter((row) => lineOf(row) === line))),
    ...differs('dead messages', outbox.filter(({ state }) => state === 'dead').length, 0),
    ...differs('repeats without a mark', unmarked, []),
    ...(surplus.length > kills ? [`${surplus.length} repeats after ${kills} kills: ${surplus.join(' | ')}`] : []),
    ...(repeats.length > kills ? [`${repeats.length} marked repeats after ${kills} kills`] : []),
  ];
}

/** The other begins with its words; a desk that has not read the instruments yet says 59 100 of what is 59 100.0 to others. */
export function isToldBy(text: string, other: string): boolean {
  return withoutZeros(other).startsWith(withoutZeros(text));
}

function withoutZeros(text: string): string {
  return text.replaceAll(/(\.\d*?)0+(?!\d)/g, '$1').replaceAll(/\.(?!\d)/g, '');
}

function outOfOrder(rows: readonly OutboxRow[]): readonly string[] {
  const ids = rows.map(({ messageId }) => messageId ?? 0);
  return differs(
    'messages in order',
    ids,
    ids.toSorted((a, b) => a - b),
  );
}
