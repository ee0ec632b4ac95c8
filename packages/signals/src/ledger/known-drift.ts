import { type Decimal, decimal, formatDecimal, POSITION_SIDES, type PositionSide, ZERO } from '@perpdesk/broker-core';
import * as z from 'zod';
import type { Book } from '../book/book.ts';
import type { Writer } from '../book/writer.ts';
import { lags } from '../lanes/plan-account.ts';
import type { Run } from '../run.ts';
import { driftPolicyOf } from './drift-policy.ts';

const PREFIX = 'drift:';
const schema = z.object({
  /** Base asset, signed: what the side held beyond what was owned of it. */
  quantity: z.string(),
  /** Someone took it as it is, or it was left and told; `false`: no risk is taken until someone does. */
  accepted: z.boolean(),
  /** What was known could not be read: no risk is taken, whatever the policy, until someone takes it as it is. */
  unread: z.boolean().optional(),
});

/** Holds in place of a drift that cannot be read. */
export const UNREAD_DRIFT = JSON.stringify({ quantity: '0', accepted: false, unread: true });

/** A side of an account's instrument. */
export interface SideName {
  readonly brokerId: string;
  readonly symbol: string;
  readonly side: PositionSide;
}

/** How a side's position is known to differ from what is owned; `null`: not at all. */
export interface KnownDrift {
  /** Base asset, signed. */
  readonly quantity: Decimal;
  readonly accepted: boolean;
  /** What was known before could not be read. */
  readonly unread?: boolean;
}

export function knownDrift(book: Book, place: SideName): KnownDrift | null {
  return parse(book.flags.get(flagOf(place)));
}

/** It survives a restart, as a flag of the journal. */
export function putKnownDrift(w: Writer, place: SideName, drift: KnownDrift | null): void {
  const isNew = drift !== null || w.book.flags.has(flagOf(place));
  if (!isNew) return;
  // only a person settles what could not be read
  const isUnread = knownDrift(w.book, place)?.unread === true;
  const news = isUnread ? { quantity: drift?.quantity ?? ZERO, accepted: false, unread: true } : drift;
  const value = news === null ? null : JSON.stringify({ ...news, quantity: formatDecimal(news.quantity) });
  w.add({ type: 'flag-put', name: flagOf(place), value });
}

/** Whether entries of the instrument wait until someone accepts its drift. */
export function isHalted(run: Run, brokerId: string, symbol: string): boolean {
  const open = POSITION_SIDES.map((side) => knownDrift(run.book, { brokerId, symbol, side })).filter(
    (drift) => drift?.accepted === false,
  );
  if (open.some((drift) => drift?.unread === true)) return true;
  return open.length > 0 && driftPolicyOf(run, brokerId, symbol) === 'halt';
}

/** `one BTCUSDT`: what is halted. */
export function haltedNames(run: Run): readonly string[] {
  const open = [...run.book.flags].filter(
    ([name, value]) => name.startsWith(PREFIX) && parse(value)?.accepted === false,
  );
  const places = open.map(([name]) => name.slice(PREFIX.length).split(' '));
  const halted = places.filter(([brokerId = '', symbol = '']) => isHalted(run, brokerId, symbol));
  return [...new Set(halted.map(([brokerId, symbol]) => `${brokerId} ${symbol}`))];
}

/** Takes every drift that halts as it is. */
export function acceptDrifts(w: Writer): void {
  for (const [name, value] of w.book.flags) {
    const drift = name.startsWith(PREFIX) ? parse(value) : null;
    if (drift === null || drift.accepted) continue;
    const quantity = formatDecimal(drift.quantity);
    w.add({
      type: 'flag-put',
      name,
      value: drift.quantity.isZero() ? null : JSON.stringify({ quantity, accepted: true }),
    });
  }
}

/** Whether a position that is seen calls for a comparison: less than is owned, or other than is known where that matters. */
export function mayDrift(run: Run, place: SideName, seen: Decimal, owned: Decimal): boolean {
  if (lags(seen, owned)) return true;
  const { brokerId, symbol } = place;
  if (seen.eq(owned) && !run.book.flags.has(flagOf(place))) return false;
  const known = knownDrift(run.book, place)?.quantity ?? ZERO;
  return !seen.minus(owned).eq(known) && driftPolicyOf(run, brokerId, symbol) !== 'ledger';
}

function flagOf({ brokerId, symbol, side }: SideName): string {
  return `${PREFIX}${brokerId} ${symbol} ${side}`;
}

function parse(value: string | undefined): KnownDrift | null {
  if (value === undefined) return null;
  const { quantity, accepted, unread = false } = schema.parse(JSON.parse(value));
  return { quantity: decimal(quantity), accepted, ...(unread ? { unread } : {}) };
}

export function isReadableDrift(value: string): boolean {
  try {
    return parse(value) !== null;
  } catch {
    return false;
  }
}

/** `null`: the flag is about something else. */
export function driftPlaceOf(flag: string): Pick<SideName, 'brokerId' | 'symbol'> | null {
  if (!flag.startsWith(PREFIX)) return null;
  const [brokerId = '', symbol = ''] = flag.slice(PREFIX.length).split(' ');
  return { brokerId, symbol };
}
