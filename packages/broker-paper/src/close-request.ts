import {
  type ClosePositionOptions,
  type Decimal,
  formatDecimal,
  roundQuantityDown,
  validateClosing,
} from '@perpdesk/broker-core';
import { askedSide } from './asked-side.ts';
import type { AccountCommand } from './engine/input.ts';
import { listedInstrument } from './engine/listed.ts';
import { positionOf } from './engine/lookup.ts';
import { type Refusal, refuse, refuseUnsent } from './engine/refusal.ts';
import type { EngineState } from './engine/state.ts';

type CloseCommand = Extract<AccountCommand, { readonly type: 'place' }>;
type CloseTerms = Pick<ClosePositionOptions, 'clientOrderId' | 'positionSide' | 'fraction' | 'quantity'>;

/** The market order that closes a position or a part of it as it stands now. */
export function toCloseCommand(state: EngineState, symbol: string, terms: CloseTerms): CloseCommand | Refusal {
  const { clientOrderId, fraction, quantity: wanted } = terms;
  const listed = listedInstrument(state, symbol);
  if (!listed.ok) return listed;
  const asked = askedSide(state, terms.positionSide, 'closePosition');
  if (!asked.ok) return asked;
  const { side: positionSide } = asked;
  const [issue] = validateClosing(terms);
  if (issue !== undefined) return refuseUnsent(issue);
  const held = positionOf(state, symbol, positionSide);
  if (held === null) return refuse('reduce-only-rejected', `${symbol} ${positionSide} is flat already.`);
  const quantity: Decimal =
    wanted ??
    (fraction ? roundQuantityDown(held.quantity.abs().times(fraction), listed.instrument) : held.quantity.abs());
  if (quantity.isZero()) {
    const step = formatDecimal(listed.instrument.stepSize);
    return refuse('below-minimum', `The fraction of ${symbol} is less than one step of ${step}. Close more.`);
  }
  return {
    type: 'place',
    request: {
      type: 'market',
      symbol,
      side: held.quantity.isPositive() ? 'sell' : 'buy',
      positionSide,
      quantity,
      clientOrderId,
      ...(positionSide === 'net' ? { reduceOnly: true } : {}),
    },
  };
}
