import { formatDecimal, roundPriceTo, type Decimal } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { refuseEven, refuseSide } from './wrong-side.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChangePreview } from './change-preview.ts';
import { CLOSE_AT_FORM, planCloseAt } from './close-at.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { exactPrice, isOnItsSide, onTick } from './entry-levels.ts';
import { directionOf, findPosition, type PositionName } from './find-position.ts';
import { parseAmount } from './order-size.ts';
import { parseLevel } from './order-terms.ts';
import { ownersNote, ownersOf, partsOf, routesAmong } from './owners.ts';
import { changeLine, withDistance } from './protect-lines.ts';
import { planTargets, TARGETS_FORM } from './plan-targets.ts';
import { NO_CHANGE, type ProtectBasis, type ProtectPlan } from './protect-plan.ts';
import { standingOf } from './standing.ts';
import { readPrice } from './trade-door.ts';

/** Stop, targets, stop at the entry, trailing stop, a close at a price. */
export type ProtectKind = 'sl' | 'tp' | 'be' | 'trail' | 'close-at';

const FORMS = {
  sl: '/sl BTCUSDT 59000 · /sl BTCUSDT 2% · /sl BTCUSDT off',
  tp: TARGETS_FORM,
  be: '/be BTCUSDT',
  trail: '/trail BTCUSDT 1% · /trail BTCUSDT 1% @62000 · /trail BTCUSDT off',
  'close-at': CLOSE_AT_FORM,
} as const satisfies Record<ProtectKind, string>;

/** Reads `/sl`, `/tp`, `/be` or `/trail` and issues the card that shows what stands and what will. Works while paused. */
export async function previewProtect(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { kind, name }: { readonly kind: ProtectKind; readonly name: PositionName },
): Promise<DeskResult<ChangePreview>> {
  const found = await findPosition(context, place, name, FORMS[kind]);
  if (!found.ok) return found;
  const { account, instrument, position, heardAgoMs } = found.value;
  const { symbol, positionSide } = position;
  const side = { brokerId: account.brokerId, symbol, positionSide };
  const [fresh, owners] = await Promise.all([
    readPrice(context.manager.get(account.brokerId), symbol),
    ownersOf(context, side),
  ]);
  const basis = {
    ...found.value,
    market: fresh ?? position.markPrice,
    standing: standingOf(account, position),
    parts: partsOf(owners, position.quantity, place.user),
  };
  const planned = PLANS[kind](basis);
  if (!planned.ok) return planned;
  const { change, lines, label, isOff } = planned.value;
  const direction = directionOf(position);
  const card = await cards.issue(place, account.brokerId, {
    type: 'protect',
    symbol,
    positionSide,
    direction,
    ...change,
  });
  const routes = routesAmong(owners);
  const { liquidationPrice } = position;
  return accept({
    ...card,
    brokerId: account.brokerId,
    environment: account.environment,
    heardAgoMs,
    title: ({ say, quantity }) =>
      say(handTexts).protectTitle(symbol, direction.toUpperCase(), quantity(position.quantity, instrument)),
    lines: [
      ...lines,
      ...(liquidationPrice === null
        ? []
        : [({ say, price }: Speech) => say(handTexts).liquidation(price(liquidationPrice, instrument))]),
      ownersNote(owners, position.quantity, place.user),
      ...(routes === '' ? [] : [({ say }: Speech) => say(handTexts).insteadOf(routes)]),
      ({ say }) => say(handTexts).until,
    ],
    label,
    style: isOff ? 'danger' : 'primary',
  });
}

const PLANS: Readonly<Record<ProtectKind, (basis: ProtectBasis) => DeskResult<ProtectPlan>>> = {
  sl: planStop,
  tp: planTargets,
  be: planEven,
  trail: planTrailing,
  'close-at': planCloseAt,
};

const usage = (kind: ProtectKind) => refuse('usage', ({ say }) => say(handTexts).usage(FORMS[kind]));
const isOffWord = (word: string | undefined) => word?.toLowerCase() === 'off';

function planStop(basis: ProtectBasis): DeskResult<ProtectPlan> {
  const [word, extra] = basis.words;
  if (word === undefined || extra !== undefined) return usage('sl');
  if (isOffWord(word)) {
    return accept({
      change: { ...NO_CHANGE, stopLoss: 'off' },
      lines: [changeLine('stop', basis, () => null), ({ say }) => say(handTexts).noLimit],
      label: ({ say }) => say(handTexts).stopOff,
      isOff: true,
    });
  }
  const level = parseLevel(word);
  if (level === null) return usage('sl');
  const exact = exactPrice(level, basis.market, directionOf(basis.position), 'stop');
  const { price, note } = onTick(exact, basis.instrument, { name: 'stop', isTyped: level.type === 'price' });
  return stopAt(basis, price, note);
}

function planEven(basis: ProtectBasis): DeskResult<ProtectPlan> {
  const { words, position, instrument, market } = basis;
  if (words.length > 0) return usage('be');
  const entry = roundPriceTo(position.entryPrice, instrument, 'nearest');
  const direction = directionOf(position);
  if (isOnItsSide(entry, market, direction, 'stop')) return stopAt(basis, entry, null);
  return refuseEven(basis, entry);
}

/** Said with what the position makes at the stop, against its entry. */
function stopAt(basis: ProtectBasis, price: Decimal, note: Phrase | null): DeskResult<ProtectPlan> {
  const { position, instrument, market } = basis;
  const direction = directionOf(position);
  if (!isOnItsSide(price, market, direction, 'stop')) return refuseSide(basis, price, 'stop');
  const pnl = price.minus(position.entryPrice).times(position.quantity);
  const { liquidationPrice: liquidation } = position;
  // with both sides open an account's liquidation may lie where this side gains
  const isReached = liquidation !== null && isOnItsSide(liquidation, market, direction, 'stop');
  const isBeyond = isReached && !isOnItsSide(liquidation, price, direction, 'stop');
  return accept({
    change: { ...NO_CHANGE, stopLoss: formatDecimal(price) },
    lines: [
      changeLine('stop', basis, (speech) => withDistance(speech, basis, price)),
      ({ say, pnl: money }) => say(handTexts).atStop(money(pnl), instrument.settleAsset),
      ...(note === null ? [] : [note]),
      ...(isBeyond ? [({ say }: Speech) => say(handTexts).beyondLiquidation] : []),
      ({ say }) => say(handTexts).passed,
    ],
    label: ({ say, price: at }) => `${say(handTexts).setStop} ${at(price, instrument)}`,
    isOff: false,
  });
}

function planTrailing(basis: ProtectBasis): DeskResult<ProtectPlan> {
  const { words, instrument, position, market } = basis;
  const [word, from, extra] = words;
  if (word === undefined || extra !== undefined) return usage('trail');
  if (isOffWord(word) && from === undefined) {
    return accept({
      change: { ...NO_CHANGE, trailing: 'off' },
      lines: [changeLine('trailing', basis, () => null)],
      label: ({ say }) => say(handTexts).trailingOff,
      isOff: true,
    });
  }
  const callback = parseAmount(word.replace(/%$/, ''));
  // what the exchanges take: a tenth of a percent to ten percent, in tenths
  const isTakeable = callback !== null && callback.gte('0.1') && callback.lte('10') && callback.times(10).isInteger();
  const typed = from === undefined ? null : parseAmount(from.replace(/^@/, ''));
  if (!isTakeable || (from !== undefined && typed === null)) return usage('trail');
  const activation = typed === null ? null : roundPriceTo(typed, instrument, 'nearest');
  if (activation !== null && !isOnItsSide(activation, market, directionOf(position), 'target')) {
    return refuseSide(basis, activation, 'target');
  }
  return accept({
    change: {
      ...NO_CHANGE,
      trailing: {
        activation: activation === null ? null : formatDecimal(activation),
        callback: formatDecimal(callback),
      },
    },
    lines: [
      changeLine('trailing', basis, (speech) =>
        [speech.share(callback), activation === null ? '' : `@ ${speech.price(activation, instrument)}`]
          .join(' ')
          .trim(),
      ),
    ],
    label: ({ say, share }) => `${say(handTexts).setTrailing} ${share(callback)}`,
    isOff: false,
  });
}
