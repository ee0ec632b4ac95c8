import { type Broker, type Order, type Position, sleep } from '@perpdesk/broker-core';
import { laneKey } from '../book/intent-table.ts';
import { absenceMarginOf } from '../engine-options.ts';
import { cancelOrders } from '../execute/cancel-orders.ts';
import { closeSide, type SideClose } from '../execute/close-side.ts';
import { inTime } from '../execute/in-time.ts';
import { directionOf } from '../plan/sides.ts';
import { isEntryOrder } from './entry-order.ts';
import { isBlockLifted } from './is-panicked.ts';
import { namePosition } from './name-position.ts';
import type { PanicDesk } from './panic-desk.ts';
import { mayBeHeld, pendingEntriesUntil } from './pending-entries.ts';
import { sentence } from '../sentences/sentence.ts';

/** A position is not kept open longer than this by the cancels that come before. */
const CANCEL_MS = 2_000;
const RESUMED = sentence('resumed-before-flat');

export interface FlattenReport {
  readonly closed: readonly string[];
  readonly left: readonly string[];
}

/** Brings one account to flat, from fresh reads alone, and says so only when nothing can come to life any more. */
export async function flattenBroker(desk: PanicDesk, brokerId: string, panicId: string): Promise<FlattenReport> {
  const timeUp = new AbortController();
  // a clock that is set meanwhile makes it neither shorter nor longer
  const cancel = desk.clock.schedule(desk.timings.panicMs, () => timeUp.abort());
  try {
    return await flatten(desk, brokerId, panicId, timeUp.signal);
  } finally {
    cancel();
  }
}

async function flatten(
  desk: PanicDesk,
  brokerId: string,
  panicId: string,
  timeUp: AbortSignal,
): Promise<FlattenReport> {
  const { clock, timings } = desk;
  const broker = desk.manager.get(brokerId);
  const seen = new Map<string, Position>();
  let open: readonly Position[] = [];
  const sides = new Map<string, SideClose>();
  let problem: string | null = sentence('nothing-read');
  let zeroReads = 0;
  let round = 0;
  do {
    if (round > 0) await sleep(clock, Math.min(timings.backoffMs * 2 ** Math.min(round, 4), timings.lookGapMs));
    round += 1;
    if (isBlockLifted(desk)) break;
    try {
      const canceling = tryCancel(desk, broker, isEntryOrder);
      // a cancel that hangs does not keep a position open
      await Promise.race([canceling, sleep(clock, CANCEL_MS)]);
      const positions = await inTime(clock, timings.readMs, 'getPositions', broker.getPositions());
      open = positions;
      if (isBlockLifted(desk)) break;
      noteCauses(desk, brokerId, positions);
      for (const position of positions) {
        keepLargest(seen, position);
        const key = sideKeyOf(position);
        if (!sides.has(key)) sides.set(key, { leg: sides.size + 1, orders: 0, doubt: null });
      }
      zeroReads = positions.length === 0 ? zeroReads + 1 : 0;
      problem = positions.length === 0 ? null : sentence('positions-open');
      await Promise.all(
        positions.map(async (position) => {
          const key = sideKeyOf(position);
          const side = sides.get(key);
          if (side === undefined) return;
          const result = await closeSide(desk, broker, position, side, panicId);
          sides.set(key, result.side);
          if (result.problem !== null) problem = result.problem;
        }),
      );
      const held = new Set(positions.map((position) => position.symbol));
      if (isBlockLifted(desk)) break;
      // twice flat by reads is flat, whatever is booked
      const isOver = ({ symbol }: Order) => !held.has(symbol) && (zeroReads >= 2 || !mayBeHeld(desk, brokerId, symbol));
      const left = (await tryCancel(desk, broker, isOver)) ?? (await canceling);
      if (left !== null) {
        zeroReads = 0;
        problem = left;
      }
      const waitMs = positions.length === 0 ? await stillPossibleMs(desk, broker) : 0;
      if (waitMs > 0) {
        zeroReads = 0;
        problem = sentence('entry-may-live');
        await sleep(clock, waitMs, timeUp).catch(() => {});
      }
    } catch (error) {
      zeroReads = 0;
      problem = error instanceof Error ? error.message : sentence('account-unread');
    }
    if (zeroReads >= 2 && !isBlockLifted(desk)) return { closed: closedOf(brokerId, seen, open), left: [] };
  } while (!timeUp.aborted);
  const closed = closedOf(brokerId, seen, open);
  const held = await readHeld(desk, broker);
  forgetCauses(desk, brokerId, held ?? open);
  // what is there by now may be meant
  if (isBlockLifted(desk)) return { closed, left: [`${brokerId}: ${RESUMED}`] };
  return { closed, left: describeLeft(brokerId, held ?? [], problem ?? sentence('not-verified')) };
}

function keepLargest(seen: Map<string, Position>, position: Position): void {
  const known = seen.get(keyOf(position));
  if (known === undefined || known.quantity.abs().lt(position.quantity.abs())) seen.set(keyOf(position), position);
}

function sideKeyOf({ symbol, positionSide }: Position): string {
  return `${symbol} ${positionSide}`;
}

function keyOf({ symbol, positionSide, quantity }: Position): string {
  return `${symbol} ${positionSide} ${directionOf(quantity)}`;
}

/** What was open and is not any more, by whosever order: an exit that was on its way closes, too. */
function closedOf(brokerId: string, seen: ReadonlyMap<string, Position>, open: readonly Position[]): readonly string[] {
  const left = new Set(open.map(keyOf));
  return [...seen].filter(([key]) => !left.has(key)).map(([, position]) => namePosition(brokerId, position));
}

/** `null`, or why the chosen orders may still stand. */
async function tryCancel(
  { clock, timings }: PanicDesk,
  broker: Broker,
  choose: (order: Order) => boolean,
): Promise<string | null> {
  try {
    const left = await inTime(clock, timings.readMs, 'cancelOrder', cancelOrders(broker, choose));
    return left === 0 ? null : sentence('orders-not-canceled', { count: left });
  } catch (error) {
    return error instanceof Error ? error.message : sentence('orders-unread');
  }
}

/** ms until no entry that is sending or unknown can be accepted any more; by a time read from the exchange. */
async function stillPossibleMs(desk: PanicDesk, broker: Broker): Promise<number> {
  const until = pendingEntriesUntil(desk, broker.id);
  if (until === null) return 0;
  const serverAt = await inTime(desk.clock, desk.timings.readMs, 'getServerTime', broker.getServerTime());
  return Math.max(0, until + absenceMarginOf(desk.timings, broker.id) + 1 - serverAt);
}

/** What leaves the ledger in the next comparison left it for this. */
function noteCauses(desk: PanicDesk, brokerId: string, positions: readonly Position[]): void {
  for (const { symbol, positionSide } of positions) {
    desk.run()?.notes.causes.set(`${laneKey(brokerId, symbol)} ${positionSide}`, 'panic');
  }
}

/** What leaves a side that is held when /panic ends leaves it for something else. */
function forgetCauses(desk: PanicDesk, brokerId: string, positions: readonly Position[]): void {
  const causes = desk.run()?.notes.causes;
  for (const { symbol, positionSide } of positions) {
    const key = `${laneKey(brokerId, symbol)} ${positionSide}`;
    if (causes?.get(key) === 'panic') causes.delete(key);
  }
}

/** `null`: they cannot be read. */
async function readHeld({ clock, timings }: PanicDesk, broker: Broker): Promise<readonly Position[] | null> {
  return inTime(clock, timings.readMs, 'getPositions', broker.getPositions()).catch(() => null);
}

function describeLeft(brokerId: string, held: readonly Position[], why: string): readonly string[] {
  if (held.length === 0) return [`${brokerId}: ${why}`];
  return held.map((position) => `${namePosition(brokerId, position)}: ${why}`);
}
