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
import { directionOf, findPosition, type NamedPosition, type PositionName } from './find-position.ts';
import type { HandCommand } from './hand-command.ts';
import { parseAmount } from './order-size.ts';
import { fitTogether, parseLevel, parseTargets, type TypedTarget } from './order-terms.ts';
import { ownersNote, ownersOf, routesAmong } from './owners.ts';
import { changeLine, withDistance } from './protect-lines.ts';
import { standingOf, type Standing } from './standing.ts';
import { targetPart } from './target-part.ts';
import { readPrice } from './trade-door.ts';

/** Stop, targets, stop at the entry, trailing stop, a close at a price. */
export type ProtectKind = 'sl' | 'tp' | 'be' | 'trail' | 'close-at';

const FORMS = {
  sl: '/sl BTCUSDT 59000 · /sl BTCUSDT 2% · /sl BTCUSDT off',
  tp: '/tp BTCUSDT 62000 · /tp BTCUSDT 62000:50% 64000 · /tp BTCUSDT off',
  be: '/be BTCUSDT',
  trail: '/trail BTCUSDT 1% · /trail BTCUSDT 1% @62000 · /trail BTCUSDT off',
  'close-at': CLOSE_AT_FORM,
} as const satisfies Record<ProtectKind, string>;

type Change = Pick<Extract<HandCommand, { readonly type: 'protect' }>, 'stopLoss' | 'takeProfits' | 'trailing'>;
const NOTHING: Change = { stopLoss: null, takeProfits: null, trailing: null };

interface Planned {
  readonly change: Change;
  readonly lines: readonly Phrase[];
  readonly label: Phrase;
  readonly isOff: boolean;
}

interface Basis extends NamedPosition {
  /** Mark price, quote asset. */
  readonly market: Decimal;
  readonly standing: Standing;
}

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
  const basis = { ...found.value, market: fresh ?? position.markPrice, standing: standingOf(account, position) };
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

const PLANS: Readonly<Record<ProtectKind, (basis: Basis) => DeskResult<Planned>>> = {
  sl: planStop,
  tp: planTargets,
  be: planEven,
  trail: planTrailing,
  'close-at': (basis) => planCloseAt(basis, planTargets),
};

const usage = (kind: ProtectKind) => refuse('usage', ({ say }) => say(handTexts).usage(FORMS[kind]));
const isOffWord = (word: string | undefined) => word?.toLowerCase() === 'off';

function planStop(basis: Basis): DeskResult<Planned> {
  const [word, extra] = basis.words;
  if (word === undefined || extra !== undefined) return usage('sl');
  if (isOffWord(word)) {
    return accept({
      change: { ...NOTHING, stopLoss: 'off' },
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

function planEven(basis: Basis): DeskResult<Planned> {
  const { words, position, instrument, market } = basis;
  if (words.length > 0) return usage('be');
  const entry = roundPriceTo(position.entryPrice, instrument, 'nearest');
  const direction = directionOf(position);
  if (isOnItsSide(entry, market, direction, 'stop')) return stopAt(basis, entry, null);
  return refuseEven(basis, entry);
}

/** Said with what the position makes at the stop, against its entry. */
function stopAt(basis: Basis, price: Decimal, note: Phrase | null): DeskResult<Planned> {
  const { position, instrument, market } = basis;
  const direction = directionOf(position);
  if (!isOnItsSide(price, market, direction, 'stop')) return refuseSide(basis, price, 'stop');
  const pnl = price.minus(position.entryPrice).times(position.quantity);
  const { liquidationPrice: liquidation } = position;
  // with both sides open an account's liquidation may lie where this side gains
  const isReached = liquidation !== null && isOnItsSide(liquidation, market, direction, 'stop');
  const isBeyond = isReached && !isOnItsSide(liquidation, price, direction, 'stop');
  return accept({
    change: { ...NOTHING, stopLoss: formatDecimal(price) },
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

function planTargets(basis: Basis): DeskResult<Planned> {
  const { words, instrument, position, market } = basis;
  if (words.length === 0) return usage('tp');
  if (words.length === 1 && isOffWord(words[0])) {
    return accept({
      change: { ...NOTHING, takeProfits: 'off' },
      lines: [changeLine('targets', basis, () => null)],
      label: ({ say }) => say(handTexts).targetsOff,
      isOff: true,
    });
  }
  const typed: TypedTarget[] = [];
  for (const word of words) {
    const more = parseTargets(word);
    if (more === null) return usage('tp');
    typed.push(...more);
  }
  if (!fitTogether(typed)) return usage('tp');
  const direction = directionOf(position);
  const notes: Phrase[] = [];
  const targets = typed.map(({ at, share }) => {
    const exact = exactPrice(at, market, direction, 'target');
    const { price, note } = onTick(exact, instrument, { name: 'target', isTyped: at.type === 'price' });
    if (note !== null) notes.push(note);
    return { price, share };
  });
  const wrong = targets.find(({ price }) => !isOnItsSide(price, market, direction, 'target'));
  if (wrong !== undefined) return refuseSide(basis, wrong.price, 'target');
  return accept({
    change: {
      ...NOTHING,
      takeProfits: targets.map(({ price, share }) => ({
        price: formatDecimal(price),
        share: share === null ? null : formatDecimal(share),
      })),
    },
    lines: [
      changeLine('targets', basis, (speech) =>
        targets
          .map(({ price, share }) => `${withDistance(speech, basis, price)} · ${targetPart(speech, targets, share)}`)
          .join(', '),
      ),
      ...notes,
      ({ say }) => say(handTexts).fires,
    ],
    label: ({ say }) => say(handTexts).setTargets,
    isOff: false,
  });
}

function planTrailing(basis: Basis): DeskResult<Planned> {
  const { words, instrument, position, market } = basis;
  const [word, from, extra] = words;
  if (word === undefined || extra !== undefined) return usage('trail');
  if (isOffWord(word) && from === undefined) {
    return accept({
      change: { ...NOTHING, trailing: 'off' },
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
      ...NOTHING,
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
