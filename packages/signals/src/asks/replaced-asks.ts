import { type Decimal, decimal } from '@perpdesk/broker-core';
import { type Goal, goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import type { IntentRow } from '@perpdesk/journal/port';
import { replacedTerms } from '../entries/replaced-terms.ts';
import { directionOf, increasingSide } from '../plan/sides.ts';
import { transitionOf } from '../plan/transition.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { beginningOf } from '../steps/smaller-entry.ts';
import { asksBySignal } from './ask-of.ts';
import { endAsks } from './end-asks.ts';
import { sentence } from '../sentences/sentence.ts';

/** Where a step begins on an account, in the strategy's units, and the position that an OPEN's size is for. */
export interface AskedFrom {
  readonly from: Decimal;
  readonly sizedBy: Decimal | null;
  /** Of an entry on the side of what was asked: what its alerts said of how it enters. */
  readonly replaces: Goal['replaces'];
}

/**
 * A newer signal of the stream voids what waits for a person.
 *
 * @returns by account: where what was asked had begun, so that the newer signal's own card covers the whole way.
 */
export function replaceAsks(run: Run, w: Writer, { stream, next }: Signal): ReadonlyMap<string, AskedFrom> {
  const rows = w.book.intents
    .asking()
    .filter((row) => row.stream === stream)
    .toSorted((a, b) => goalOf(a).order - goalOf(b).order);
  const last = decimal(run.book.streams.get(stream)?.lastPosition ?? '0');
  const isReduced = transitionOf(last, next) === 'reduce';
  const isSame = ({ kind, side }: IntentRow) => kind === 'increase' && side === increasingSide(directionOf(next));
  const begun = new Map<string, AskedFrom>();
  for (const row of rows) {
    const { brokerId } = row;
    const known = begun.get(brokerId);
    const entries = rows.filter((one) => one.brokerId === brokerId && isSame(one));
    const replaces = replacedTerms(run, entries, isReduced);
    if (row.kind === 'reduce') {
      begun.set(brokerId, { from: decimal(goalOf(row).previous ?? '0'), sizedBy: null, replaces });
    }
    if (known !== undefined || row.kind === 'reduce') continue;
    const beginning = beginningOf(run, row);
    if (beginning === null) continue;
    const { from, opensAt } = beginning;
    const isSameSide = opensAt !== null && !next.isZero() && directionOf(opensAt) === directionOf(next);
    begun.set(brokerId, { from, sizedBy: isSameSide ? opensAt : null, replaces });
  }
  for (const asked of asksBySignal(rows).values()) {
    endAsks(run, w, asked, {
      answer: 'voided',
      code: 'superseded',
      detail: sentence('newer-alert'),
      actor: null,
      isReplaced: true,
    });
  }
  return begun;
}
