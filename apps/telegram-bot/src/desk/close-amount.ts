import { sizeTexts } from '../language/texts/size.ts';
import { decimal, type Decimal } from '@perpdesk/broker-core';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { parseAmount } from './order-size.ts';

export type CloseAmount =
  | { readonly type: 'all' }
  /** > 0 and < 1. */
  | { readonly type: 'fraction'; readonly fraction: Decimal }
  /** Base asset. */
  | { readonly type: 'quantity'; readonly quantity: Decimal };

/** Reads how much of a position to close. */
export function parseCloseAmount(text: string | undefined): DeskResult<CloseAmount> {
  if (text === undefined || text.toLowerCase() === 'all') return accept({ type: 'all' });
  const shown = [...text].slice(0, 24).join('');
  if (text.endsWith('%')) {
    const percent = parseAmount(text.slice(0, -1));
    if (percent === null || percent.greaterThan(100)) return refuse('size', ({ say }) => say(sizeTexts).noPart(shown));
    if (percent.equals(100)) return accept({ type: 'all' });
    return accept({ type: 'fraction', fraction: percent.dividedBy(decimal('100')) });
  }
  const quantity = parseAmount(text);
  if (quantity === null) return refuse('size', ({ say }) => say(sizeTexts).noPart(shown));
  return accept({ type: 'quantity', quantity });
}
