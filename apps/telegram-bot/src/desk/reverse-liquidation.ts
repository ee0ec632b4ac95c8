import { type Position, ZERO } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase, Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { previewTexts } from '../language/texts/preview.ts';
import { liquidationAfter, type LiquidationAfter } from './combined-liquidation.ts';
import type { DeskContext } from './desk-context.ts';
import { readAccount, readPositions } from './fresh.ts';
import { readBracket, readTradeMode } from './trade-door.ts';

/** Where what is held of the symbol would be liquidated once all of this position was closed and as much opened against it. */
async function afterReverse(context: DeskContext, account: AccountView, position: Position): Promise<LiquidationAfter> {
  const { symbol, markPrice } = position;
  const broker = context.manager.get(account.brokerId);
  const [{ value: money }, { value: positions }] = await Promise.all([
    readAccount(context, account),
    readPositions(context, account),
  ]);
  const legs = positions.filter((it) => it.symbol === symbol && it.positionSide !== position.positionSide);
  // hedged, the other side grows; else there is none
  const held = position.positionSide === 'net' ? null : (legs[0] ?? null);
  const change = position.quantity.negated();
  const size = change.plus(held?.quantity ?? ZERO).abs();
  const bracket = await readBracket(broker, symbol, size.times(markPrice));
  if (money === null || bracket === null || markPrice.isZero()) return { type: 'unknown' };
  const { leverage, marginType } = await readTradeMode(broker, account, symbol);
  if (leverage === null || marginType === null) return { type: 'unknown' };
  return liquidationAfter({
    legs,
    held,
    change,
    price: markPrice,
    leverage,
    marginType,
    account: { ...money, maintenanceMargin: money.maintenanceMargin.minus(position.maintenanceMargin) },
    maintenanceMarginRate: bracket.maintenanceMarginRate,
  });
}

/** A reversal's line of it, beside where it is now; none where no price reaches it. */
export async function reverseLiquidation(
  context: DeskContext,
  account: AccountView,
  position: Position,
): Promise<readonly Phrase[]> {
  const estimate = await afterReverse(context, account, position);
  if (estimate.type === 'none') return [];
  if (estimate.type === 'unknown') return [({ say }) => say(previewTexts).liquidationUnknown];
  const scale = account.instrument(position.symbol);
  const { liquidationPrice: before } = position;
  return [
    (speech: Speech) => {
      const after = speech.price(estimate.price, scale);
      return before === null
        ? speech.say(previewTexts).liquidation(after)
        : speech.say(handTexts).liquidationAfter(speech.price(before, scale), after);
    },
  ];
}
