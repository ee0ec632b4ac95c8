import type { ClosePositionOptions } from './broker.ts';
import { Decimal, formatDecimal, ZERO } from './decimal.ts';
import type { OrderIssue } from './order-issue.ts';

/**
 * Checks how much of a position is to be closed: a fraction above 0 and at most 1, or a quantity above 0, or neither for
 * all of it; an empty list means nothing stands against it. Also for untyped code.
 */
export function validateClosing({
  fraction,
  quantity,
}: Pick<ClosePositionOptions, 'fraction' | 'quantity'>): readonly OrderIssue[] {
  const refuse = (message: string): readonly OrderIssue[] => [{ code: 'invalid-request', message }];
  if (fraction !== undefined && quantity !== undefined) {
    return refuse('fraction and quantity are both given. Give one of them.');
  }
  for (const [field, value] of Object.entries({ fraction, quantity })) {
    if (value === undefined) continue;
    if (!Decimal.isDecimal(value) || !value.isFinite()) {
      return refuse(`${field} ${String(value).slice(0, 40)} is no Decimal. Make it with decimal('…').`);
    }
  }
  if (fraction !== undefined && (fraction.lte(ZERO) || fraction.gt('1'))) {
    return refuse(`fraction ${formatDecimal(fraction)} is not above 0 and at most 1.`);
  }
  if (quantity?.lte(ZERO) === true) {
    return refuse(`quantity ${formatDecimal(quantity)} is not above zero. Leave it out to close all.`);
  }
  return [];
}
