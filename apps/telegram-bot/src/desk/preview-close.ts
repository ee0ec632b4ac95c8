import { refusalTexts } from '../language/texts/refusal.ts';
import { formatDecimal, roundQuantityDown, type Decimal, type Instrument, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { closeOwners } from './close-owners.ts';
import { parseCloseAmount, type CloseAmount } from './close-amount.ts';
import type { ConfirmCards, CardPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { findPosition, readPositionName } from './find-position.ts';
import { entriesGo } from './own-entries.ts';
import type { ClosePreview } from './preview.ts';

interface CloseTarget {
  readonly heardAgoMs: ClosePreview['heardAgoMs'];
  readonly account: AccountView;
  readonly position: Position;
  readonly amount: CloseAmount;
}

/** Base asset, on the step, at most the position. */
export function closeQuantity(
  { position, amount }: Pick<CloseTarget, 'position' | 'amount'>,
  instrument: Instrument,
): DeskResult<Decimal> {
  const whole = position.quantity.abs();
  if (amount.type === 'all') return accept(whole);
  const asked = amount.type === 'fraction' ? whole.times(amount.fraction) : amount.quantity;
  if (asked.greaterThan(whole)) {
    return refuse('size', ({ say, digits }) => say(sizeTexts).atMost(digits(formatDecimal(whole))));
  }
  const quantity = roundQuantityDown(asked, instrument);
  if (quantity.lessThan(instrument.minQuantity)) {
    return refuse('size', ({ say, digits }) => {
      const [from = '', least = '', all = ''] = [asked, instrument.minQuantity, whole].map((it) =>
        digits(formatDecimal(it)),
      );
      return say(sizeTexts).belowSmallest(from, least, all, `/close ${position.symbol}`);
    });
  }
  return accept(quantity);
}

async function preview(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  target: CloseTarget,
): Promise<DeskResult<ClosePreview>> {
  const { account, position, amount, heardAgoMs } = target;
  const instrument = account.instrument(position.symbol);
  if (instrument === null) return refuse('not-ready', ({ say }) => say(refusalTexts).rulesNotLoaded(position.symbol));
  const closing = closeQuantity(target, instrument);
  if (!closing.ok) return closing;
  const quantity = closing.value;
  const asked = amount.type === 'quantity' ? amount.quantity : quantity;
  const rounded: Phrase = ({ say, digits }) => {
    const [from, to, step] = [asked, quantity, instrument.stepSize].map((it) => digits(formatDecimal(it)));
    return say(sizeTexts).rounded(from ?? '', to ?? '', step ?? '');
  };
  const { symbol, positionSide } = position;
  const side = { brokerId: account.brokerId, symbol, positionSide };
  const [owners, entries] = await Promise.all([
    closeOwners(context, place.user, side, { held: position.quantity, quantity }),
    entriesGo(context, place.user, side),
  ]);
  const card = await cards.issue(place, account.brokerId, {
    type: 'close',
    symbol: position.symbol,
    positionSide: position.positionSide,
    direction: position.quantity.isNegative() ? 'short' : 'long',
    fraction: amount.type === 'fraction' ? formatDecimal(amount.fraction) : null,
    quantity: amount.type === 'all' ? null : formatDecimal(quantity),
    held: formatDecimal(position.quantity.abs()),
  });
  return accept({
    ...card,
    heardAgoMs,
    brokerId: account.brokerId,
    environment: account.environment,
    instrument,
    position,
    positionSide: position.positionSide,
    quantity,
    isAll: amount.type === 'all',
    notes: [...(quantity.equals(asked) ? [] : [rounded]), ...owners, ...entries],
  });
}

const FORM = '/close BTCUSDT · /close BTCUSDT 50% · /close BTCUSDT 0.01';

/** Reads `/close symbol [50%|quantity] [long|short]` and issues its card. Works while the desk is paused. */
export async function previewClose(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
): Promise<DeskResult<ClosePreview>> {
  const [part, extra] = readPositionName(context, place.user, text).words;
  if (extra !== undefined) return refuse('usage', ({ say }) => say(handTexts).usage(FORM));
  // wrong whether a position is there or not
  const amount = parseCloseAmount(part);
  if (!amount.ok) return amount;
  const found = await findPosition(context, place, { type: 'typed', text }, FORM);
  if (!found.ok) return found;
  return preview(context, cards, place, { ...found.value, amount: amount.value });
}

/** The card of a position's own button. */
export async function previewCloseByKey(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  key: string,
  amount: CloseAmount,
): Promise<DeskResult<ClosePreview>> {
  const found = await findPosition(context, place, { type: 'key', key, words: [] }, FORM);
  return found.ok ? preview(context, cards, place, { ...found.value, amount }) : found;
}
