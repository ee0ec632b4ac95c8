import { formatDecimal } from '@perpdesk/broker-core';
import type { Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { previewTexts } from '../language/texts/preview.ts';
import { sizeTexts } from '../language/texts/size.ts';
import type { ChangePreview } from './change-preview.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { directionOf, findPosition, type PositionName } from './find-position.ts';
import { entriesGo } from './own-entries.ts';
import { ownersNote, ownersOf, routesAmong } from './owners.ts';
import { reverseLiquidation } from './reverse-liquidation.ts';
import { blockedBy } from './trade-door.ts';
import { unsettledBefore } from './unsettled-before.ts';

const FORM = '/reverse BTCUSDT';

/** Reads `/reverse symbol [long|short]` and issues its card: all of the position is closed, as much opened on the other side. */
export async function previewReverse(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  name: PositionName,
): Promise<DeskResult<ChangePreview>> {
  const found = await findPosition(context, place, name, FORM);
  if (!found.ok) return found;
  const { account, instrument, position, heardAgoMs, words: extra } = found.value;
  if (extra.length > 0) return refuse('usage', ({ say }) => say(handTexts).usage(FORM));
  const blocked = blockedBy(context, account);
  if (blocked !== null) return refuse(account.isReady ? 'blocked' : 'not-ready', blocked);
  const quantity = position.quantity.abs();
  // the exit would go in parts, and the entry not at all
  if (quantity.greaterThan(instrument.maxMarketQuantity)) {
    return refuse('size', ({ say, digits }) => {
      const [held = '', most = ''] = [quantity, instrument.maxMarketQuantity].map((it) => digits(formatDecimal(it)));
      return say(sizeTexts).tooLarge(held, instrument.baseAsset, most);
    });
  }
  const { symbol, positionSide } = position;
  const from = directionOf(position);
  const to = from === 'long' ? 'short' : 'long';
  const side = { brokerId: account.brokerId, symbol, positionSide };
  const unsettled = await unsettledBefore(context, side);
  if (unsettled !== null) return refuse('blocked', unsettled);
  const [owners, liquidation, { taker }, entries] = await Promise.all([
    ownersOf(context, side),
    reverseLiquidation(context, account, position),
    context.feeRates.read(account.brokerId, symbol),
    entriesGo(context, place.user, positionSide === 'net' ? side : { ...side, positionSide: to }),
  ]);
  const card = await cards.issue(place, account.brokerId, {
    type: 'reverse',
    symbol,
    positionSide,
    direction: to,
    quantity: formatDecimal(quantity),
    quotePrice: position.markPrice.greaterThan(0) ? formatDecimal(position.markPrice) : null,
  });
  const routes = routesAmong(owners);
  const notional = quantity.times(position.markPrice);
  return accept({
    ...card,
    brokerId: account.brokerId,
    environment: account.environment,
    heardAgoMs,
    title: (speech) => {
      const shown = speech.quantity(quantity, instrument);
      return speech
        .say(handTexts)
        .reverseTitle(symbol, `${from.toUpperCase()} ${shown}`, `${to.toUpperCase()} ${shown}`);
    },
    lines: [
      (speech) => {
        const words = speech.say(previewTexts);
        return [
          words.price(speech.price(position.markPrice, instrument)),
          words.notional(speech.money(notional), instrument.quoteAsset),
          words.fee(speech.money(notional.times(taker).times(2)), 'taker'),
        ].join(' · ');
      },
      ({ say, pnl }) => say(previewTexts).pnlBeforeFees(pnl(position.unrealizedPnl), instrument.settleAsset),
      ...liquidation,
      ({ say }) => say(handTexts).reverseMeans,
      ({ say }) => say(handTexts).stopsGo,
      ...entries,
      ownersNote(owners, position.quantity, place.user),
      ...(routes === '' ? [] : [({ say }: Speech) => say(handTexts).routesOut(routes)]),
    ],
    label: ({ say, quantity: shown }) => say(handTexts).reverse(to.toUpperCase(), shown(quantity, instrument)),
    style: 'danger',
  });
}
