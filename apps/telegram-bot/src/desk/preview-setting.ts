import { decimal, isOpenOrder, moneyIn, type Instrument, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { Phrase, Speech } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChangePreview } from './change-preview.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { readAccount, readPositions } from './fresh.ts';
import { estimateLiquidation } from './liquidation-estimate.ts';
import { resolveAccount } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { readBracket, tryRead } from './trade-door.ts';
import { readTraderWords } from './trader-words.ts';

export type SettingKind = 'leverage' | 'margin' | 'posmode';

const FORMS = {
  leverage: '/leverage BTCUSDT 5',
  margin: '/margin BTCUSDT iso · /margin BTCUSDT cross',
  posmode: '/posmode hedge · /posmode one-way',
} as const satisfies Record<SettingKind, string>;

/** Reads `/leverage symbol n`, `/margin symbol iso|cross` or `/posmode hedge|one-way` and issues the card: old, new, effect. */
export async function previewSetting(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { kind, text }: { readonly kind: SettingKind; readonly text: string },
): Promise<DeskResult<ChangePreview>> {
  const read = readTraderWords(context, place.user, text);
  if (!read.ok) return read;
  const words = read.value;
  const [symbol, typed, extra] = kind === 'posmode' ? ['', ...words.rest] : words.rest;
  const value = valueOf(kind, typed);
  if (symbol === undefined || value === null || extra !== undefined) {
    return refuse('usage', ({ say }) => say(handTexts).usage(FORMS[kind]));
  }
  const found = resolveAccount(context, place.user, words.account);
  if (!found.ok) return found;
  const account = found.value;
  if (kind === 'posmode') return modeCard(context, cards, place, { account, value });
  const instrument = resolveInstrument(account, symbol);
  if (!instrument.ok) return instrument;
  const target = { account, value, instrument: instrument.value };
  return kind === 'leverage' ? leverageCard(context, cards, place, target) : marginCard(context, cards, place, target);
}

/** `null`: not of that form. */
function valueOf(kind: SettingKind, typed: string | undefined): string | null {
  const word = typed?.toLowerCase() ?? '';
  switch (kind) {
    case 'leverage':
      return /^[1-9]\d{0,2}x?$/.test(word) ? word.replace('x', '') : null;
    case 'margin':
      return /^iso(?:lated)?$/.test(word) ? 'isolated' : /^cross(?:ed)?$/.test(word) ? 'cross' : null;
    case 'posmode':
      return word === 'hedge' ? 'hedge' : /^one-?way$/.test(word) ? 'one-way' : null;
    default:
      return kind satisfies never;
  }
}

interface Target {
  readonly account: AccountView;
  readonly value: string;
}
type SymbolTarget = Target & { readonly instrument: Instrument };

interface Draft {
  readonly account: AccountView;
  readonly symbol: string;
  readonly name: 'leverage' | 'margin-type' | 'position-mode';
  readonly value: string;
  readonly shown: string;
  readonly before: string | null;
  readonly title: Phrase;
  readonly lines: readonly Phrase[];
}

async function issue(cards: ConfirmCards, place: CardPlace, draft: Draft): Promise<DeskResult<ChangePreview>> {
  const { account, symbol, name, value, shown, before, title, lines } = draft;
  if (before === shown) return refuse('terms', ({ say }) => say(handTexts).already(shown));
  const card = await cards.issue(place, account.brokerId, { type: 'setting', symbol, name, value });
  return accept({
    ...card,
    brokerId: account.brokerId,
    environment: account.environment,
    heardAgoMs: null,
    title,
    lines: [({ say }) => say(handTexts).change(before ?? '?', shown), ...lines, ({ say }) => say(handTexts).untilStart],
    label: ({ say }) => say(handTexts).setIt(shown),
    style: 'primary',
  });
}

async function leverageCard(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { account, value, instrument }: SymbolTarget,
): Promise<DeskResult<ChangePreview>> {
  const { symbol } = instrument;
  const broker = context.manager.get(account.brokerId);
  const [{ value: positions }, before] = await Promise.all([
    readPositions(context, account),
    tryRead(() => broker.getLeverage(symbol)),
  ]);
  const position = positions.find((it) => it.symbol === symbol) ?? null;
  const leverage = Number.parseInt(value, 10);
  const notional = position === null ? decimal('0') : position.quantity.abs().times(position.markPrice);
  if (position?.marginType === 'isolated' && before !== null && leverage < before) {
    return refuse('terms', ({ say }) => say(handTexts).onlyRaised(symbol));
  }
  const most = (await readBracket(broker, symbol, notional))?.maxLeverage ?? instrument.maxLeverage ?? null;
  if (most !== null && leverage > most) {
    return refuse('terms', ({ say }) => say(handTexts).atMostLeverage(symbol, most));
  }
  return issue(cards, place, {
    account,
    symbol,
    name: 'leverage',
    value,
    shown: `${leverage}x`,
    before: before === null ? null : `${before}x`,
    title: ({ say }) => say(handTexts).leverageTitle(symbol),
    lines: position === null ? [] : await effectOf(context, { account, instrument, position, before, leverage }),
  });
}

interface Effect {
  readonly account: AccountView;
  readonly instrument: Instrument;
  readonly position: Position;
  readonly before: number | null;
  readonly leverage: number;
}

/** What another leverage makes of the open position's margin and of where it would be liquidated. */
async function effectOf(context: DeskContext, effect: Effect): Promise<readonly Phrase[]> {
  const { account, instrument, position, before, leverage } = effect;
  const notional = position.quantity.abs().times(position.markPrice);
  const marginAt = (times: number) => notional.dividedBy(decimal(times.toString()));
  const { liquidationPrice: liquidation } = position;
  const [{ value: money }, bracket] = await Promise.all([
    readAccount(context, account),
    readBracket(context.manager.get(account.brokerId), position.symbol, notional),
  ]);
  const more = before === null ? null : marginAt(leverage).minus(marginAt(before));
  const free = money === null ? null : moneyIn(money, instrument.settleAsset);
  const lack: readonly Phrase[] =
    free !== null && more?.greaterThan(free.availableBalance) === true
      ? [(speech) => speech.say(sizeTexts).moreThanFree(speech.money(free.availableBalance), free.asset)]
      : [];
  const margin: Phrase = ({ say, money }) =>
    say(handTexts).marginAfter(
      before === null ? '?' : money(marginAt(before)),
      money(marginAt(leverage)),
      instrument.settleAsset,
    );
  if (position.marginType === 'cross') {
    return liquidation === null
      ? [margin, ...lack]
      : [margin, ...lack, ({ say, price }) => say(handTexts).liquidationStays(price(liquidation, instrument))];
  }
  if (money === null || bracket === null) return [margin];
  const after = estimateLiquidation({
    direction: position.quantity.isNegative() ? 'short' : 'long',
    quantity: position.quantity.abs(),
    entryPrice: position.entryPrice,
    leverage,
    marginType: 'isolated',
    account: money,
    maintenanceMarginRate: bracket.maintenanceMarginRate,
  });
  const shown = (speech: Speech, price: typeof after) =>
    price === null ? speech.say(handTexts).none : speech.price(price, instrument);
  return [
    margin,
    ...lack,
    (speech) => speech.say(handTexts).liquidationAfter(shown(speech, liquidation), shown(speech, after)),
  ];
}

/** Whether something is held or open, of a symbol or (`null`) of any. */
function isInUse({ positions, openOrders }: AccountView, symbol: string | null): boolean {
  const isMeant = (it: { readonly symbol: string }) => symbol === null || it.symbol === symbol;
  return (
    positions.some((it) => isMeant(it) && !it.quantity.isZero()) ||
    openOrders.some((it) => isMeant(it) && isOpenOrder(it))
  );
}

async function marginCard(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { account, value, instrument }: SymbolTarget,
): Promise<DeskResult<ChangePreview>> {
  const { symbol } = instrument;
  const before = await tryRead(() => context.manager.get(account.brokerId).getMarginType(symbol));
  if (before !== value && isInUse(account, symbol)) {
    return refuse('terms', ({ say }) => say(handTexts).symbolInUse(symbol));
  }
  return issue(cards, place, {
    account,
    symbol,
    name: 'margin-type',
    value,
    shown: value,
    before,
    title: ({ say }) => say(handTexts).marginTitle(symbol),
    lines: [({ say }) => say(handTexts).marginNeedsFlat],
  });
}

async function modeCard(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { account, value }: Target,
): Promise<DeskResult<ChangePreview>> {
  const before = await tryRead(() => context.manager.get(account.brokerId).getPositionMode());
  if (before !== value && isInUse(account, null)) {
    return refuse('terms', ({ say }) => say(handTexts).accountInUse(account.brokerId));
  }
  return issue(cards, place, {
    account,
    symbol: '',
    name: 'position-mode',
    value,
    shown: value,
    before,
    title: ({ say }) => say(handTexts).modeTitle,
    lines: [({ say }) => say(handTexts).needsFlat],
  });
}
