import type { LedgerOrder, VenueState } from '@perpdesk/binance-venue';
import { decimal, type Decimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Message } from '@perpdesk/telegram-loopback';
import { decodeClientOrderId, type Notice } from '@perpdesk/signals';
import { differs, isToldBy, wrongChat } from './find-wrong.test.fixture.ts';
import type { Database, JournalRows } from './journal-place.test.fixture.ts';
import type { NakedSpell } from './naked-spells.test.fixture.ts';
import type { SentAlert } from './venue-strategy.test.fixture.ts';

/** What exchange, journal, chat and sender say at a quiet moment. */
export interface VenueTruth {
  readonly rows: JournalRows;
  readonly states: readonly VenueState[];
  readonly alerts: readonly SentAlert[];
  /** What the bot wrote, the oldest first. */
  readonly messages: readonly Message[];
  /** Desks that were killed so far. */
  readonly kills: number;
  readonly database: Database;
  /** Where the strategies are; base asset, signed, by symbol. */
  readonly wanted: Readonly<Record<string, string>>;
  readonly naked: readonly NakedSpell[];
}

/** How long a position may be without its stop while a desk and the exchange are there (R6). */
export const NAKED_LIMIT_MS = 10_000;

const WAITING = ['pending', 'open', 'partially-filled'];
const ENDED = ['filled', 'rejected', 'expired', 'canceled', 'superseded'];
/** What tells the chat that an account is not where its strategy is. */
const REASONS: readonly Notice['type'][] = [
  'order.rejected',
  'order.expired',
  'order.canceled',
  'order.filled',
  'signal.rejected',
  'stop.failed',
  'position.closed',
  'panic.finished',
];

/** What was lost, doubled, naked or never told; nothing, if all is as it should be. */
export function wrongAtVenue(truth: VenueTruth): readonly string[] {
  return [
    ...lostAlerts(truth),
    ...doubledOrders(truth),
    ...wrongPositions(truth),
    ...wrongProtection(truth),
    ...nakedPositions(truth),
    ...untold(truth),
  ];
}

const noticesOf = ({ outbox }: JournalRows) => outbox.map(({ payload }) => JSON.parse(payload) as Notice);

/** Each alert that was taken is stored once and executed, refused by name or expired by rule on each account. */
function lostAlerts({ rows, states, alerts }: VenueTruth): readonly string[] {
  const notices = noticesOf(rows);
  return alerts.flatMap((alert) => {
    const name = `${alert.symbol} ${alert.orderId} ${alert.previous} → ${alert.next}`;
    const stored = rows.signals.filter(({ body }) => isBodyOf(alert, body));
    const [row] = stored;
    if (stored.length > 1) return [`doubled: ${name} is stored ${stored.length} times`];
    if (row === undefined) return alert.isTaken ? [`lost: ${name} was taken and is not in the journal`] : [];
    if (row.state === 'refused' && row.code !== null) return [];
    if (row.state !== 'done') return [`lost: ${name} is ${row.state} (${row.code ?? 'no code'})`];
    return states.flatMap(({ account }) => {
      const legs = rows.intents.filter((it) => it.signalId === row.id && it.brokerId === account && isLeg(it));
      const isRefused =
        row.code !== null ||
        notices.some(
          (it) =>
            it.type === 'signal.rejected' &&
            it.signalId === row.id &&
            (it.account === null || it.account.brokerId === account),
        );
      if (legs.length === 0 && !isRefused) return [`lost: ${name} became nothing on ${account}`];
      return legs
        .filter((leg) => !ENDED.includes(leg.state) || (leg.state !== 'filled' && leg.code === null && !wasCut(leg)))
        .map((leg) => `lost: ${name} on ${account}: ${leg.kind} ${leg.id} is ${leg.state} (${leg.code ?? 'no code'})`);
    });
  });
}

/** A stop or target took a part of it meanwhile, so the exchange ended what was left; what is owned is compared elsewhere. */
function wasCut({ kind, state, filledQuantity }: IntentRow): boolean {
  return kind === 'reduce' && state === 'expired' && filledQuantity !== '0';
}

function isLeg({ kind }: IntentRow): boolean {
  return kind === 'increase' || kind === 'reduce';
}

function isBodyOf({ symbol, orderId }: SentAlert, body: string): boolean {
  if (!body.startsWith('{')) return false;
  const fields = JSON.parse(body) as { readonly symbol?: string; readonly orderId?: string };
  return fields.symbol === `${symbol}.P` && fields.orderId === orderId;
}

/** An attempt is one order at most, an entry is one order in all, and no leg is more than was planned. */
function doubledOrders({ rows, states, alerts }: VenueTruth): readonly string[] {
  return states.flatMap(({ account, orders, fills }) => {
    const intents = new Map(
      rows.intents.filter((it) => it.brokerId === account).map((it) => [hashOf(it.clientOrderId) ?? it.id, it]),
    );
    const wrong: string[] = [];
    const seen = new Map<string, number>();
    for (const { clientOrderId, symbol } of orders) {
      const parts = decodeClientOrderId(clientOrderId);
      // what /panic closes has no signal and no intent, and cannot be too much
      if (isOfPanic(clientOrderId)) continue;
      const intent = intents.get(parts?.hash ?? '');
      if (parts === null || intent === undefined) {
        wrong.push(`doubled: ${account} ${symbol} has an order of nobody, ${clientOrderId}`);
        continue;
      }
      const unit = intent.kind === 'increase' ? `${intent.kind} ${intent.id}` : clientOrderId;
      seen.set(unit, (seen.get(unit) ?? 0) + 1);
    }
    for (const [unit, count] of seen) if (count > 1) wrong.push(`doubled: ${account} ${unit} has ${count} orders`);
    for (const [hash, intent] of intents) {
      const executed = sum(fills.filter((it) => hashOf(it.clientOrderId) === hash).map((it) => it.quantity));
      wrong.push(
        ...differs(`doubled or lost: executed of ${account} ${intent.kind} ${intent.id}`, `${executed}`, plain(intent)),
      );
      const planned = intent.quantity;
      if (planned !== null && executed.gt(planned))
        wrong.push(`doubled: ${intent.id} executed ${executed} of ${planned}`);
      if (intent.state === 'filled' && planned !== null && !executed.eq(planned)) {
        wrong.push(`lost: ${intent.kind} ${intent.id} is filled with ${executed} of ${planned}`);
      }
    }
    for (const { previous, next, symbol, orderId } of alerts) {
      const ids = rows.signals.filter(({ body }) => isBodyOf({ symbol, orderId, previous, next, isTaken: true }, body));
      const entries = rows.intents.filter(
        (it) => it.kind === 'increase' && it.brokerId === account && it.signalId === ids[0]?.id,
      );
      const entered = sum(entries.map((it) => it.filledQuantity));
      if (entered.gt(decimal(next).abs())) wrong.push(`doubled: ${symbol} ${orderId} to ${next} entered ${entered}`);
    }
    return wrong;
  });
}

function isOfPanic(clientOrderId: string | null): boolean {
  return clientOrderId !== null && decodeClientOrderId(clientOrderId)?.streamCode === 'panic';
}

function hashOf(clientOrderId: string | null): string | null {
  return clientOrderId === null ? null : (decodeClientOrderId(clientOrderId)?.hash ?? null);
}

function plain({ filledQuantity }: IntentRow): string {
  return `${decimal(filledQuantity)}`;
}

function sum(quantities: readonly string[]): Decimal {
  return quantities.reduce((total, quantity) => total.plus(quantity), ZERO);
}

/** The ledger says what the exchange says, fill by fill; and that is where the strategies are, or somebody was told why not. */
function wrongPositions({ rows, states, wanted }: VenueTruth): readonly string[] {
  const notices = noticesOf(rows);
  return states.flatMap(({ account, positions, fills }) => {
    const booked = rows.fills.filter((it) => it.brokerId === account);
    // a list of trades does not say whose they are: the exchange's books do
    const ofPanic = new Set(
      fills.filter(({ clientOrderId }) => isOfPanic(clientOrderId)).map(({ tradeId }) => tradeId),
    );
    const held = Object.fromEntries(positions.map((it) => [`${it.symbol} ${it.positionSide}`, it.quantity]));
    const owned = new Map<string, Decimal>();
    for (const row of rows.ledger.filter((it) => it.brokerId === account && !decimal(it.owned).isZero())) {
      const key = `${row.symbol} ${row.positionSide}`;
      owned.set(key, (owned.get(key) ?? ZERO).plus(row.owned));
    }
    const ownedText = Object.fromEntries([...owned].flatMap(([key, it]) => (it.isZero() ? [] : [[key, `${it}`]])));
    return [
      ...differs(`owned on ${account}`, sorted(ownedText), sorted(held)),
      ...differs(
        `fills of ${account}`,
        booked.map(({ tradeId }) => tradeId).toSorted(),
        fills.map(({ tradeId }) => tradeId).toSorted(),
      ),
      ...differs(
        `fills of nobody on ${account}`,
        booked.filter((it) => it.intentId === null && !ofPanic.has(it.tradeId)),
        [],
      ),
      ...Object.entries(wanted).flatMap(([symbol, position]) => {
        const mine = positions.filter((it) => it.symbol === symbol).map(({ quantity }) => quantity);
        const real = sum(mine);
        if (mine.length < 2 && real.eq(position)) return [];
        const isTold = notices.some((it) => REASONS.includes(it.type) && isAbout(it, account, symbol));
        const isSafe = mine.length < 2 && isLessOf(real, decimal(position));
        return isTold && isSafe ? [] : [`wrong: ${account} ${symbol} is ${mine.join(' and ')}, not ${position}`];
      }),
    ];
  });
}

/** Of the same side, or none. */
function isLessOf(real: Decimal, position: Decimal): boolean {
  return real.isZero() || (real.isNegative() === position.isNegative() && real.abs().lt(position.abs()));
}

function isAbout(notice: Notice, account: string, symbol: string): boolean {
  if (notice.type === 'panic.finished') return true;
  // what filled by a strategy's own step is no reason
  if (notice.type === 'order.filled' && notice.kind !== 'stop' && notice.kind !== 'target') return false;
  if (!('account' in notice) || !('symbol' in notice)) return false;
  return (notice.account === null || notice.account.brokerId === account) && notice.symbol === symbol;
}

function sorted(entries: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(entries)
    .map(([key, value]) => `${key} ${value}`)
    .toSorted();
}

/** One stop over each strategy's position, targets for no more than it, and neither where there is none. */
function wrongProtection({ states, wanted }: VenueTruth): readonly string[] {
  return states.flatMap(({ account, positions, orders }) => {
    const live = orders.filter((it) => it.type !== 'market' && WAITING.includes(it.status));
    const sides = positions
      .filter((it) => it.symbol in wanted)
      .map(({ symbol, positionSide, quantity }) => ({
        name: `${symbol} ${positionSide} ${decimal(quantity).isNegative() ? 'buy' : 'sell'}`,
        held: decimal(quantity).abs(),
      }));
    const nameOf = (it: LedgerOrder) => `${it.symbol} ${it.positionSide} ${it.side}`;
    const stops = live.filter(({ type }) => type === 'stop-market').map(nameOf);
    const targets = live.filter(({ type }) => type !== 'stop-market');
    const tooMuch = [...new Set(targets.map(nameOf))].filter((name) => {
      const quantity = sum(targets.filter((it) => nameOf(it) === name).map((it) => it.quantity ?? '0'));
      return quantity.gt(sides.find((it) => it.name === name)?.held ?? ZERO);
    });
    return [
      ...differs(`live stops on ${account}`, stops.toSorted(), sides.map(({ name }) => name).toSorted()),
      ...differs(`targets beyond the position on ${account}`, tooMuch, []),
    ];
  });
}

function nakedPositions({ naked }: VenueTruth): readonly string[] {
  return naked
    .filter(({ aliveMs }) => aliveMs > NAKED_LIMIT_MS)
    .map(
      ({ symbol, positionSide, from, to, aliveMs }) =>
        `naked: ${symbol} ${positionSide} for ${aliveMs} ms of a living desk, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`,
    );
}

/** Every message of the outbox once in the chat, every order of the journal told once. */
function untold({ rows, messages, kills, database }: VenueTruth): readonly string[] {
  const waiting = rows.outbox.filter(({ state }) => state === 'pending');
  const ids = new Set(rows.outbox.map(({ messageId }) => messageId));
  const told = messages.filter(({ message_id: id }) => ids.has(id)).map(({ text = '' }) => text);
  // answers to commands are no events; a repeat begins with the words of its event
  const isReply = ({ message_id: id, text = '' }: Message) =>
    !ids.has(id) && !text.includes('may be a repeat') && !told.some((it) => isToldBy(text, it));
  return [
    ...differs('waiting messages', waiting.length, 0),
    ...differs('operators needed', rows.intents.filter((it) => it.state === 'needs-operator').length, 0),
    ...wrongChat(rows.outbox, messages, { kills, isReply, orderedBy: database === 'sqlite' ? 'chat' : 'thread' }),
  ];
}
