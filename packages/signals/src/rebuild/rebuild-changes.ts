import { type Decimal, decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { JournalChange, LedgerRow, StreamRow } from '@perpdesk/journal/port';
import { PAUSE_FLAG } from '../lanes/blocks.ts';
import { formatProtectState, NO_PROTECT_STATE } from '../protect/protect-state.ts';
import { nameOfCode } from './name-streams.ts';
import type { RebuiltSide, RebuiltTarget } from './rebuild-side.ts';
import { heardChange, ownedOnceHeard, type UnheardOrder } from './unheard-orders.ts';

export interface RebuildInput {
  readonly brokerId: string;
  /** Of the account; only proven ones are written. */
  readonly sides: readonly RebuiltSide[];
  readonly streams: readonly StreamRow[];
  readonly ledger: readonly LedgerRow[];
  /** Its orders that the journal knows, and whose fills the start would book. */
  readonly unheard: readonly UnheardOrder[];
  /** Names that streams may have which the journal does not know. */
  readonly names: readonly string[];
}

/**
 * Makes a journal's ledger of an account what the exchange proves: each named stream owns what its orders filled, each other
 * one nothing. What one unit of a strategy is worth is not known by it, so a reduction takes its share of what is owned.
 *
 * A row that comes to it once the start has booked what the journal's own orders filled unheard stays: what belongs to it is
 * booked then, too. Of any other one those orders count as booked, so that nothing is counted twice.
 *
 * A stream's count never falls behind the ids that were used, so that no id comes twice.
 */
export function rebuildChanges({
  brokerId,
  sides,
  streams,
  ledger,
  unheard,
  names,
}: RebuildInput): readonly JournalChange[] {
  const changes: JournalChange[] = [];
  const proven = sides.filter(({ proof }) => proof === 'proven');
  const owners = new Set<string>();
  const written = new Set<string>();
  const ordersOf = (stream: string) => unheard.filter(({ intent }) => intent.stream === stream);
  for (const { symbol, positionSide, parts } of proven) {
    for (const { streamCode: code, owned, sequence, targets } of parts) {
      const stream = nameOfCode(code, streams, names);
      if (stream === null) continue;
      owners.add(stream);
      const row = ledger.find((one) => one.brokerId === brokerId && one.stream === stream);
      const isSame = row?.positionSide === positionSide && comesTo(row, ordersOf(stream), owned);
      if (!isSame) {
        written.add(stream);
        const about = { brokerId, stream, symbol, positionSide, owned: formatDecimal(owned) };
        const rest = { unit: null, state: 'in', protect: protectAfter(targets), entries: null } as const;
        changes.push({ type: 'ledger-put', version: row?.version ?? 0, row: { ...about, ...rest } });
      }
      changes.push(...streamChange(streams, { stream, code, sequence, isShort: owned.isNegative() }));
    }
  }
  const unproven = new Set(sides.filter((side) => !proven.includes(side)).map(sideKey));
  for (const before of ledger) {
    const { version, ...row } = before;
    if (row.brokerId !== brokerId || owners.has(row.stream) || unproven.has(sideKey(row))) continue;
    if (comesTo(before, ordersOf(row.stream), ZERO)) continue;
    written.add(row.stream);
    const out = { owned: '0', unit: null, state: 'sitting-out', protect: null, entries: null } as const;
    changes.push({ type: 'ledger-put', version, row: { ...row, ...out } });
  }
  const lanes = new Set(changes.flatMap((change) => (change.type === 'ledger-put' ? [sideKey(change.row)] : [])));
  const owning = new Set(ledger.flatMap((row) => (row.brokerId === brokerId && row.owned !== '0' ? [row.stream] : [])));
  const isHeard = ({ intent }: UnheardOrder): boolean =>
    written.has(intent.stream) ||
    // it takes from others, a person's of a strategy: from those whose rows are without it by now
    (intent.kind !== 'increase' && !owning.has(intent.stream) && lanes.has(sideKey(intent)));
  return [...changes, ...unheard.filter(isHeard).map(heardChange)];
}

/** A route's targets fill in their order; what they took comes again in no other. */
function protectAfter(targets: readonly RebuiltTarget[]): string | null {
  if (targets.length === 0) return null;
  const filled = targets.map(({ quantity }) => formatDecimal(quantity));
  const done = targets.flatMap(({ isFilled }, index) => (isFilled ? [index] : []));
  return formatProtectState({ ...NO_PROTECT_STATE, filled, done });
}

function comesTo(row: LedgerRow, orders: readonly UnheardOrder[], owned: Decimal): boolean {
  return ownedOnceHeard(decimal(row.owned), orders)?.eq(owned) === true;
}

/** No entry begins before a person has looked; the audit says what was done. */
export function rebuildSeal(actor: string, at: number, detail: string): readonly JournalChange[] {
  return [
    { type: 'flag-put', name: PAUSE_FLAG, value: JSON.stringify({ actor, at }) },
    { type: 'audit-append', entry: { at, actor, action: 'journal.rebuilt', detail } },
  ];
}

interface StreamSeen {
  readonly stream: string;
  readonly code: string;
  readonly sequence: number;
  readonly isShort: boolean;
}

/** Where the strategy stands is its next alert's to say; until then it is on the side that is owned. */
function streamChange(streams: readonly StreamRow[], { stream, code, sequence, isShort }: StreamSeen): JournalChange[] {
  const known = streams.find((one) => one.stream === stream);
  if (known !== undefined && known.sequence >= sequence) return [];
  const { version = 0, ...row } = known ?? { stream, code, lastPosition: isShort ? '-1' : '1', lastFiredAt: null };
  return [{ type: 'stream-put', version, row: { ...row, sequence } }];
}

function sideKey({ symbol, positionSide }: { readonly symbol: string; readonly positionSide: string }): string {
  return `${symbol} ${positionSide}`;
}
