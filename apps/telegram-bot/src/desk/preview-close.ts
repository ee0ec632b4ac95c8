import { formatDecimal, roundQuantityDown, type Decimal, type Instrument, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { parseCloseAmount, type CloseAmount } from './close-amount.ts';
import type { ConfirmCards, CardPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade, canTradeOn } from './desk-user.ts';
import { readPositions } from './fresh.ts';
import { positionKey } from './position-key.ts';
import type { ClosePreview } from './preview.ts';
import { resolveAccount, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { parseWords } from './words.ts';

interface CloseTarget {
  readonly heardAgoMs: ClosePreview['heardAgoMs'];
  readonly account: AccountView;
  readonly position: Position;
  readonly amount: CloseAmount;
}

/** Base asset, on the step, at most the position. */
function closeQuantity({ position, amount }: CloseTarget, instrument: Instrument): DeskResult<Decimal> {
  const whole = position.quantity.abs();
  if (amount.type === 'all') return accept(whole);
  const asked = amount.type === 'fraction' ? whole.times(amount.fraction) : amount.quantity;
  if (asked.greaterThan(whole)) {
    return refuse('size', `The position is ${formatDecimal(whole)}: at most that can be closed.`);
  }
  const quantity = roundQuantityDown(asked, instrument);
  if (quantity.lessThan(instrument.minQuantity)) {
    return refuse(
      'size',
      `${formatDecimal(asked)} is below the smallest order ${formatDecimal(instrument.minQuantity)}. The whole position is ${formatDecimal(whole)}: /close ${position.symbol} closes it.`,
    );
  }
  return accept(quantity);
}

async function preview(cards: ConfirmCards, place: CardPlace, target: CloseTarget): Promise<DeskResult<ClosePreview>> {
  const { account, position, amount, heardAgoMs } = target;
  const instrument = account.instrument(position.symbol);
  if (instrument === null) return refuse('not-ready', `The rules of ${position.symbol} are not loaded yet.`);
  const closing = closeQuantity(target, instrument);
  if (!closing.ok) return closing;
  const quantity = closing.value;
  const asked = amount.type === 'quantity' ? amount.quantity : quantity;
  const rounded: Phrase = ({ say, digits }) => {
    const [from, to, step] = [asked, quantity, instrument.stepSize].map((it) => digits(formatDecimal(it)));
    return say(sizeTexts).rounded(from ?? '', to ?? '', step ?? '');
  };
  const card = await cards.issue(place, account.brokerId, {
    type: 'close',
    symbol: position.symbol,
    positionSide: position.positionSide,
    fraction: amount.type === 'fraction' ? formatDecimal(amount.fraction) : null,
    quantity: amount.type === 'quantity' ? formatDecimal(quantity) : null,
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
    notes: quantity.equals(asked) ? [] : [rounded],
  });
}

/** Reads `/close symbol [50%|quantity] [long|short]` and issues its card. Works while the desk is paused. */
export async function previewClose(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
): Promise<DeskResult<ClosePreview>> {
  const { user } = place;
  if (!canTrade(user)) return refuse('role', `Your role is ${user.role}: it may look, not trade.`);
  const words = parseWords(text, visibleAccounts(context, user));
  const isSide = (word: string) => /^(?:long|short)$/iu.test(word);
  const side = words.rest.slice(1).find(isSide)?.toLowerCase();
  const [typed, part, extra] = words.rest.filter((word, at) => at === 0 || !isSide(word));
  if (typed === undefined) return refuse('usage', 'Say what to close: /close BTCUSDT, or /close BTCUSDT 50%');
  if (extra !== undefined) {
    return refuse('usage', `“${extra.slice(0, 24)}” is one word too many. Write it as /close BTCUSDT 50%`);
  }
  const amount = parseCloseAmount(part);
  if (!amount.ok) return amount;
  const found = resolveAccount(context, user, words.account);
  if (!found.ok) return found;
  const account = found.value;
  const instrument = resolveInstrument(account, typed);
  if (!instrument.ok) return instrument;
  const { symbol } = instrument.value;
  const { value: positions, heardAgoMs } = await readPositions(context, account);
  const sides = positions.filter((it) => it.symbol === symbol);
  const wanted = sides.filter((it) => side === undefined || (it.quantity.isPositive() ? 'long' : 'short') === side);
  const [position, second] = wanted;
  if (position === undefined)
    return refuse('no-position', `@${account.brokerId} holds no ${side ?? ''} ${symbol}.`.replace('  ', ' '));
  if (second !== undefined) return refuse('side', `Both sides of ${symbol} are open. Add long or short.`);
  return preview(cards, place, { account, position, amount: amount.value, heardAgoMs });
}

/** The card of a position's own button. */
export async function previewCloseByKey(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  key: string,
  amount: CloseAmount,
): Promise<DeskResult<ClosePreview>> {
  const { user } = place;
  if (!canTrade(user)) return refuse('role', `Your role is ${user.role}: it may look, not trade.`);
  for (const id of visibleAccounts(context, user)) {
    const account = context.manager.view(id);
    const isMeant = (it: Position) => positionKey(id, it.symbol, it.positionSide) === key;
    if (!account.positions.some(isMeant)) continue;
    if (!canTradeOn(user, id)) return refuse('role', `Your role on @${id} may look, not trade.`);
    const { value, heardAgoMs } = await readPositions(context, account);
    const position = value.find(isMeant);
    if (position !== undefined) return preview(cards, place, { account, position, amount, heardAgoMs });
  }
  return refuse('no-position', 'That position is no longer open.');
}
