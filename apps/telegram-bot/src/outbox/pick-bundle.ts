import type { OutboxRow } from '@perpdesk/journal/port';
import type { NotifyLevel } from '@perpdesk/broker-config';
import { isCritical } from '../notify/notify-level.ts';
import type { DeskMessageType } from './desk-message.ts';
import { readDeskMessage } from './render-row.ts';

export interface BundleRules {
  /** Older ones are folded into one message, ms. */
  readonly staleMs: number;
  /** More than so many that wait in a group go as one message. */
  readonly burst: number;
  /** So long a message that an order rests waits for its end, ms: one that ends at once never rested. */
  readonly restMs: number;
}

export interface BundleOptions extends BundleRules {
  readonly now: number;
  readonly isGroup: boolean;
  levelFor(row: OutboxRow): NotifyLevel;
  /** It was refused in company, or a part of it stands in the chat already. */
  isAlone(row: OutboxRow): boolean;
}

/** What goes next. */
export type Bundle =
  /** Unix ms; `null`: until something new comes. */
  | { readonly type: 'wait'; readonly until: number | null }
  /** The chat does not want these. */
  | { readonly type: 'muted'; readonly rows: readonly OutboxRow[] }
  /** A later one that waits says all that they do. */
  | { readonly type: 'outdated'; readonly rows: readonly OutboxRow[] }
  | { readonly type: 'one'; readonly rows: readonly OutboxRow[]; readonly level: NotifyLevel }
  /** As one message; `combined`: each in full, `digest`: a line of each. */
  | { readonly type: 'combined' | 'digest'; readonly rows: readonly OutboxRow[]; readonly level: NotifyLevel };

const CARD = 'position.card';

function takeWhile(rows: readonly OutboxRow[], holds: (row: OutboxRow) => boolean): readonly OutboxRow[] {
  const end = rows.findIndex((row) => !holds(row));
  return end === -1 ? rows : rows.slice(0, end);
}

const isResting = (row: OutboxRow) => row.type === 'order.resting' && row.attempts === 0;

const ENDS: ReadonlySet<DeskMessageType> = new Set<DeskMessageType>([
  'order.filled',
  'order.canceled',
  'order.expired',
]);

/** What is told later of the order that rests. */
function nextOf(row: OutboxRow, later: readonly OutboxRow[]): readonly OutboxRow[] {
  const message = isResting(row) ? readDeskMessage(row) : null;
  if (message?.type !== 'order.resting') return [];
  return later.filter((other) => {
    const next = readDeskMessage(other);
    return next.type.startsWith('order.') && 'intentId' in next && next.intentId === message.intentId;
  });
}

/** That it rests goes before whatever else is told of it. */
function dueAt(row: OutboxRow, later: readonly OutboxRow[], restMs: number): number {
  if (!isResting(row) || nextOf(row, later).length > 0) return row.nextAt;
  return Math.max(row.nextAt, row.createdAt + restMs);
}

/** One that was never tried may wait for its time without holding up the others; one that was tried keeps its place. */
function dueRows(rows: readonly OutboxRow[], { now, restMs }: Pick<BundleOptions, 'now' | 'restMs'>) {
  return takeWhile(rows, (row) => row.nextAt <= now || row.attempts === 0).filter(
    (row, index) => dueAt(row, rows.slice(index + 1), restMs) <= now,
  );
}

/** Unix ms: when the next of them may go, where none may now. What stands behind one that keeps its place goes after it. */
function nextDueAt(rows: readonly OutboxRow[], { now, restMs }: Pick<BundleOptions, 'now' | 'restMs'>): number | null {
  const keeper = rows.findIndex((row) => row.attempts > 0 && row.nextAt > now);
  const next = keeper === -1 ? rows : rows.slice(0, keeper + 1);
  if (next.length === 0) return null;
  return Math.min(...next.map((row, index) => dueAt(row, rows.slice(index + 1), restMs)));
}

/** Whether it tells that an order rests which ended at once. */
export function hasEndedAtOnce(row: OutboxRow, later: readonly OutboxRow[], restMs: number): boolean {
  return nextOf(row, later).some(
    (other) => other.createdAt - row.createdAt <= restMs && ENDS.has(readDeskMessage(other).type),
  );
}

/** How far an order has filled is said by its next message, or the one of its end; how a position stands, by its next card. */
function isOutdated(row: OutboxRow, later: readonly OutboxRow[]): boolean {
  const message = row.attempts === 0 ? readDeskMessage(row) : null;
  if (message?.type === CARD) {
    return later.map(readDeskMessage).some((next) => {
      // a card follows each fill
      const hasCard = next.type === CARD || next.type === 'order.filled';
      return hasCard && isOfSamePosition(message, next);
    });
  }
  if (message?.type !== 'order.partially-filled') return false;
  return later.map(readDeskMessage).some((next) => {
    const isOfFills = next.type === 'order.partially-filled' || next.type === 'order.filled';
    return isOfFills && next.intentId === message.intentId;
  });
}

interface OfPosition {
  readonly account: { readonly brokerId: string };
  readonly symbol: string;
  readonly positionSide: string;
}

function isOfSamePosition(one: OfPosition, other: OfPosition): boolean {
  return (
    one.account.brokerId === other.account.brokerId &&
    one.symbol === other.symbol &&
    one.positionSide === other.positionSide
  );
}

/** Of the rows that wait for a chat, critical ones first, those that one message takes. */
export function pickBundle(rows: readonly OutboxRow[], options: BundleOptions): Bundle {
  const { now } = options;
  const { restMs } = options;
  const due = dueRows(rows, options);
  const [head] = due;
  if (head === undefined) return { type: 'wait', until: nextDueAt(rows, options) };
  const rested = rows.filter((row, index) => hasEndedAtOnce(row, rows.slice(index + 1), restMs));
  if (rested.length > 0) return { type: 'outdated', rows: rested };
  const muted = due.filter((row) => options.levelFor(row) === 'off');
  if (muted.length > 0) return { type: 'muted', rows: muted };
  // the next card of a position counts before its time: while fills go on coming, one card follows the last
  const outdated = due.filter((row, index) =>
    isOutdated(row, row.type === CARD ? rows.slice(rows.indexOf(row) + 1) : due.slice(index + 1)),
  );
  if (outdated.length > 0) return { type: 'outdated', rows: outdated };
  const levelOf = (bundle: readonly OutboxRow[]) =>
    bundle.some((row) => options.levelFor(row) === 'loud') ? 'loud' : 'silent';
  // a question needs its own buttons
  const isFoldable = (row: OutboxRow) =>
    row.priority === 'normal' &&
    row.type !== 'signal.asks' &&
    !isCritical(readDeskMessage(row).type) &&
    !options.isAlone(row);
  const stale = takeWhile(due, (row) => isFoldable(row) && row.createdAt + options.staleMs < now);
  if (stale.length > 1) return { type: 'digest', rows: stale, level: levelOf(stale) };
  const burst = options.isGroup && due.length > options.burst ? takeWhile(due, isFoldable) : [];
  if (burst.length > 1) return { type: 'combined', rows: burst, level: levelOf(burst) };
  return { type: 'one', rows: [head], level: levelOf([head]) };
}
