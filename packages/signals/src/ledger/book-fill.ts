import { Decimal, decimal, formatDecimal, type PositionSide, ZERO } from '@perpdesk/broker-core';
import type { IntentRow, LedgerRow, LedgerState } from '@perpdesk/journal/port';
import { goalOf } from '../book/goal.ts';
import type { Book } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { type Direction, directionOf } from '../plan/sides.ts';
import { formatProtectState, NO_PROTECT_STATE, protectStateOf, withTarget } from '../protect/protect-state.ts';
import { entryName, formatEntries, namesWith } from './entry-names.ts';
import { ledgerRow, ownedBy, ownedOfSide, ownersOf, toPositionSide } from './owned.ts';

/**
 * Moves what the streams own by what an order of ours filled beyond what was booked before.
 *
 * An entry adds to its stream. An exit takes from its own stream first, then from whoever owns the side.
 *
 * @param quantity Base asset, > 0.
 */
export function bookFill(w: Writer, intent: IntentRow, quantity: Decimal): void {
  if (intent.kind === 'increase') {
    const row = ledgerRow(w.book, intent.brokerId, intent.stream);
    if (row === null) throw new RangeError(`Intent ${intent.id} filled without a ledger row.`);
    const signed = intent.side === 'sell' ? quantity.negated() : quantity;
    const [was, owned] = [decimal(row.owned), decimal(row.owned).plus(signed)];
    w.putLedger({
      ...bare(row),
      owned: formatDecimal(owned),
      entries: formatEntries(namesWith(row, intent)),
      state: 'in',
      ...turned(row, intent, was, owned),
    });
    return;
  }
  const side = toPositionSide(intent.positionSide);
  const { cause, protect } = goalOf(intent);
  // it was nobody's
  if (cause === 'drift') return;
  const isOwnStep = cause === 'signal';
  const target = protect?.target ?? null;
  const state: LedgerState = isOwnStep && !isLeftBehind(w.book, intent) ? 'flat' : 'sitting-out';
  const direction = intent.side === 'sell' ? 'long' : 'short';
  const { brokerId, symbol, stream } = intent;
  // a strategy's reduction counts what a target took before it: its unit stands
  const keepsUnit = isOwnStep || target !== null;
  const before = ownedOfSide(w.book, brokerId, symbol, side);
  const ownBefore = ownedBy(w.book, brokerId, stream).abs();
  takeOwned(w, { brokerId, symbol, side, direction, quantity, first: stream, keepsUnit, state });
  if (target !== null) bookTarget(w, intent, target, ownBefore);
  // a person closed the position: what strategies owned against each other in it is no position any more
  if (cause === 'operator' && !before.isZero()) leaveOffsets(w, { brokerId, symbol, side });
}

/** A person's order against their own position turned it: what protected the other side, and what made it, is over. */
function turned(
  row: LedgerRow,
  intent: IntentRow,
  was: Decimal,
  owned: Decimal,
): Partial<Pick<LedgerRow, 'protect' | 'entries'>> {
  if (was.isZero() || (!owned.isZero() && directionOf(was) === directionOf(owned))) return {};
  return {
    protect: formatProtectState({ ...NO_PROTECT_STATE, signalId: protectStateOf(row).signalId }),
    entries: owned.isZero() ? null : formatEntries([entryName(intent)]),
  };
}

/** The strategy is in a position, and no entry of it is to come on the account any more: a person skipped it, say. */
function isLeftBehind(book: Book, { brokerId, stream }: IntentRow): boolean {
  const strategy = decimal(book.streams.get(stream)?.lastPosition ?? '0');
  return !strategy.isZero() && !book.intents.openEntries(brokerId).some((row) => row.stream === stream);
}

function bookTarget(w: Writer, { brokerId, stream }: IntentRow, target: number, before: Decimal): void {
  const row = ledgerRow(w.book, brokerId, stream);
  if (row === null || row.owned === '0') return;
  const taken = before.minus(decimal(row.owned).abs());
  if (!taken.gt(0)) return;
  w.putLedger({ ...bare(row), protect: formatProtectState(withTarget(protectStateOf(row), target, taken)) });
}

export interface TakeRequest {
  readonly brokerId: string;
  readonly symbol: string;
  readonly side: PositionSide;
  /** Only streams on this side of the market give. */
  readonly direction: Direction;
  /** Base asset, > 0. */
  readonly quantity: Decimal;
  /** The stream that gives first; `null`: none in particular. */
  readonly first: string | null;
  /** The first stream's unit stands: its own step took it, or one of its targets. */
  readonly keepsUnit: boolean;
  /** Of a stream that is left with nothing. */
  readonly state: LedgerState;
}

/**
 * Takes quantity from the owners of a side; what nobody owns is nobody's loss. Beyond the first stream's part no more goes
 * than the side's net: what others own against each other is not at the exchange.
 */
export function takeOwned(w: Writer, request: TakeRequest): void {
  const { brokerId, symbol, side, direction, quantity, first, state, keepsUnit } = request;
  const net = ownedOfSide(w.book, brokerId, symbol, side);
  const netLeft = !net.isZero() && directionOf(net) === direction ? net.abs() : ZERO;
  let left = quantity;
  const owners = ownersOf(w.book, brokerId, symbol, side)
    .filter((row) => directionOf(decimal(row.owned)) === direction)
    .toSorted((a, b) => (b.stream === first ? 1 : 0) - (a.stream === first ? 1 : 0));
  for (const row of owners) {
    if (!left.gt(0)) return;
    const owned = decimal(row.owned);
    const isFirst = row.stream === first;
    const taken = Decimal.min(
      owned.abs(),
      left,
      isFirst ? left : Decimal.max(netLeft.minus(quantity.minus(left)), ZERO),
    );
    if (taken.isZero()) continue;
    left = left.minus(taken);
    const rest = owned.isNegative() ? owned.plus(taken) : owned.minus(taken);
    const isOut = rest.isZero();
    w.putLedger({
      ...bare(row),
      owned: formatDecimal(isOut ? ZERO : rest),
      unit: isOut || row.unit === null ? null : keepsUnit && isFirst ? row.unit : scaled(row.unit, rest, owned),
      ...(isOut ? { protect: null, entries: null, state: isFirst || first === null ? state : 'sitting-out' } : {}),
    });
  }
}

/** The position is flat: streams that still own against each other are out, for their exits would open one. */
export function leaveOffsets(
  w: Writer,
  { brokerId, symbol, side }: Pick<TakeRequest, 'brokerId' | 'symbol' | 'side'>,
): readonly string[] {
  if (!ownedOfSide(w.book, brokerId, symbol, side).isZero()) return [];
  const owners = ownersOf(w.book, brokerId, symbol, side);
  for (const row of owners)
    w.putLedger({ ...bare(row), owned: '0', unit: null, protect: null, entries: null, state: 'sitting-out' });
  return owners.map((row) => row.stream);
}

/** What others took is not bought back: a strategy's unit stands for so much less from then on. */
function scaled(unit: string, rest: Decimal, owned: Decimal): string {
  return formatDecimal(decimal(unit).times(rest).div(owned));
}

function bare({ version: _, ...row }: LedgerRow): Omit<LedgerRow, 'version'> {
  return row;
}
