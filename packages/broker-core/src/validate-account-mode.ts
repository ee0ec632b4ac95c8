import type { OrderIssue } from './order-issue.ts';
import type { OrderRequest } from './order-request.ts';
import type { PositionMode } from './position.ts';

/** What stands against an order's position side, `reduceOnly` and `closePosition` in the account's mode. */
export function validateAccountMode(request: OrderRequest, positionMode: PositionMode): readonly OrderIssue[] {
  const { side, positionSide } = request;
  const issues: OrderIssue[] = [];
  if ((positionSide === 'net') !== (positionMode === 'one-way')) {
    const remedy = positionMode === 'one-way' ? 'Use net.' : 'Use long or short.';
    const message = `positionSide ${positionSide} does not exist in ${positionMode} mode. ${remedy}`;
    issues.push({ code: 'position-mode-mismatch', message });
  }
  if (positionMode === 'hedge' && request.reduceOnly === true) {
    const message = 'reduceOnly does not exist in hedge mode. Leave it out: side and positionSide say it.';
    issues.push({ code: 'invalid-request', message });
  }
  if (
    positionMode === 'hedge' &&
    request.closePosition === true &&
    positionSide === (side === 'buy' ? 'long' : 'short')
  ) {
    const message = `closePosition by ${side} would add to the ${positionSide} side. Use the opposite side.`;
    issues.push({ code: 'invalid-request', message });
  }
  return issues;
}
