import { type Decimal, decimal, formatDecimal, roundQuantityDown } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import { askOf } from './ask-of.ts';
import { refuseLargerAsk } from './larger-size.ts';
import { previewLeg } from './preview-leg.ts';

/** What is wrong with the sizes that a person wants instead of the card's; `null`: nothing. */
export function wrongQuantity(
  run: Run,
  waiting: readonly IntentRow[],
  quantities: Readonly<Record<string, Decimal>>,
): string | null {
  for (const [brokerId, quantity] of Object.entries(quantities)) {
    const row = waiting.find((one) => one.brokerId === brokerId && one.kind === 'increase');
    if (row === undefined) return sentence('nothing-asked-on', { account: brokerId });
    const wanted = onStep(run, row, quantity) ?? quantity;
    const least = run.view(brokerId).instrument(row.symbol)?.minQuantity ?? decimal('0');
    const planned = askOf(row)?.planned ?? null;
    const preview = previewLeg(run, row);
    const most = planned ?? (preview.ok && preview.quantity !== null ? formatDecimal(preview.quantity) : null);
    if (most === null) return sentence('size-unknown-on', { account: brokerId });
    if (!wanted.gt(0) || wanted.lt(least)) return sentence('takes-at-least', { account: brokerId, least });
    const larger = wanted.gt(most) ? refuseLargerAsk(run, row, wanted) : null;
    if (larger !== null) {
      return sentence('takes-not-more', { account: brokerId, quantity: wanted, why: larger.detail });
    }
  }
  return null;
}

/** Base asset, rounded down to the step; `null`: the person named no size. */
export function onStep(run: Run, row: IntentRow, quantity: Decimal | undefined): Decimal | null {
  if (quantity === undefined) return null;
  const instrument = run.view(row.brokerId).instrument(row.symbol);
  return instrument === null ? quantity : roundQuantityDown(quantity, instrument);
}
