import { type Decimal, decimal } from '@perpdesk/broker-core';
import { goalOf } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { directionOf } from '../plan/sides.ts';
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
}

/**
 * A newer signal of the stream voids what waits for a person.
 *
 * @returns by account: where what was asked had begun, so that the newer signal's own card covers the whole way.
 */
export function replaceAsks(run: Run, w: Writer, { stream, next }: Signal): ReadonlyMap<string, AskedFrom> {
  const rows = w.book.intents.asking().filter((row) => row.stream === stream);
  const begun = new Map<string, AskedFrom>();
  for (const row of rows.toSorted((a, b) => goalOf(a).order - goalOf(b).order)) {
    const known = begun.get(row.brokerId);
    if (row.kind === 'reduce') begun.set(row.brokerId, { from: decimal(goalOf(row).previous ?? '0'), sizedBy: null });
    if (known !== undefined || row.kind === 'reduce') continue;
    const beginning = beginningOf(run, row);
    if (beginning === null) continue;
    const { from, opensAt } = beginning;
    const isSameSide = opensAt !== null && !next.isZero() && directionOf(opensAt) === directionOf(next);
    begun.set(row.brokerId, { from, sizedBy: isSameSide ? opensAt : null });
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
