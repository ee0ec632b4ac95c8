import {
  decimal,
  formatDecimal,
  moneyIn,
  roundQuantityDown,
  ZERO,
  type Decimal,
  type Instrument,
} from '@perpdesk/broker-core';
import type { AskQuote } from '@perpdesk/signals';
import { askedAs } from './answer-ask.ts';
import type { CardPlace, ConfirmCards, IssuedCard } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { canTrade } from './desk-user.ts';
import { formOf, type NewSize } from './edit-form.ts';
import { readAccount } from './fresh.ts';
import { toLegalQuantity } from './legal-quantity.ts';
import { parseOrderSize } from './order-size.ts';
import { readPrice } from './trade-door.ts';
import { formatSaid } from '../language/said.ts';
import type { Phrase } from '../language/speech.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import { roleTexts } from '../language/texts/help.ts';
import { refusalTexts } from '../language/texts/refusal.ts';

type Quote = Extract<AskQuote, { readonly ok: true }>;

/** Another size for what an alert asks for, as a card of its own; the alert's card waits beside it. */
export interface AskEdit extends IssuedCard {
  readonly quote: Quote;
  /** Of each account, where its rules are loaded. */
  readonly instruments: ReadonlyMap<string, Instrument>;
  /** What was rounded, and how. */
  readonly notes: readonly Phrase[];
}

/** The size of an alert's card, about to be changed: kept in the journal as the form of a person and chat. */
export interface AskForms {
  /** What may be asked for. A card that waits no more opens nothing. */
  open(place: CardPlace, signalId: string): Promise<DeskResult<Quote>>;
  /** A card with the other size; a size that is refused leaves the form open. */
  resize(place: CardPlace, signalId: string, size: NewSize): Promise<DeskResult<AskEdit>>;
}

const MARK = 'ask:';

/** The alert whose form that is; `null`: it is another form. */
export function askedSignal(form: string): string | null {
  return form.startsWith(MARK) ? form.slice(MARK.length) : null;
}

type Leg = Quote['legs'][number];

/** Of what is asked for on an account, so much: base asset, on the step. */
async function quantityOf(
  context: DeskContext,
  { account, symbol, planned, stopPrice }: Leg & { readonly symbol: string },
  size: NewSize,
): Promise<DeskResult<{ readonly quantity: Decimal; readonly note: Phrase | null }>> {
  const view = context.manager.view(account.brokerId);
  const instrument = view.instrument(symbol);
  if (instrument === null) return refuse('no-price', ({ say }) => say(refusalTexts).noPrice(symbol));
  if (size.type === 'times') {
    const asked = decimal(planned ?? '0').times(size.times);
    return accept({ quantity: roundQuantityDown(asked, instrument), note: null });
  }
  const parsed = parseOrderSize(size.text.trim());
  if (!parsed.ok) return parsed;
  const stop = stopPrice === null ? null : decimal(stopPrice);
  if (parsed.value.type === 'risk-percent' && stop === null) {
    return refuse('terms', ({ say }) => say(editSizeTexts).askNoStop);
  }
  const [price, { value: money }] = await Promise.all([
    readPrice(context.manager.get(account.brokerId), symbol),
    readAccount(context, view),
  ]);
  if (price === null || money === null) return refuse('no-price', ({ say }) => say(refusalTexts).noPrice(symbol));
  return toLegalQuantity(parsed.value, {
    instrument,
    price,
    equity: moneyIn(money, instrument.settleAsset).equity,
    stopPrice: stop,
  });
}

export function createAskForms(context: DeskContext, cards: ConfirmCards): AskForms {
  const { engine, journal, clock, manager } = context;
  const put = (place: CardPlace, value: string | null) =>
    journal.commit([{ type: 'flag-put', name: formOf(place), value }]);

  async function quoteFor({ user }: CardPlace, signalId: string): Promise<DeskResult<Quote>> {
    if (!canTrade(user)) return refuse('role', ({ say }) => say(refusalTexts).mayNotTrade(say(roleTexts)[user.role]));
    const quote = await engine.quoteAsk({ signalId, ...askedAs(manager, user) });
    if (!quote.ok) return refuse('gone', (speech) => formatSaid(speech, quote.detail));
    if (quote.legs.some(({ kind, planned }) => kind === 'increase' && planned !== null)) return accept(quote);
    return refuse('gone', ({ say }) => say(editSizeTexts).editGone);
  }

  return {
    async open(place, signalId) {
      const quote = await quoteFor(place, signalId);
      if (quote.ok) await put(place, `${MARK}${signalId}`);
      return quote;
    },

    async resize(place, signalId, size) {
      const now = await quoteFor(place, signalId);
      if (!now.ok) {
        await put(place, null);
        return now;
      }
      const quantities: Record<string, Decimal> = {};
      const notes: Phrase[] = [];
      for (const leg of now.value.legs) {
        if (leg.kind !== 'increase' || leg.planned === null) continue;
        const sized = await quantityOf(context, { ...leg, symbol: now.value.symbol }, size);
        if (!sized.ok) return sized;
        quantities[leg.account.brokerId] = sized.value.quantity;
        if (sized.value.note !== null) notes.push(sized.value.note);
      }
      const quote = await engine.quoteAsk({ signalId, quantities, ...askedAs(manager, place.user) });
      if (!quote.ok) return refuse('size', (speech) => formatSaid(speech, quote.detail));
      const brokerIds = Object.keys(quantities);
      const [only = ''] = brokerIds;
      const ttlMs = Math.min(context.confirmTtlMs, (quote.answerBy ?? Infinity) - clock.now());
      const notional = quote.legs.reduce((sum, leg) => sum.plus(leg.notional ?? '0'), ZERO);
      const isKnown = quote.legs.every((leg) => leg.notional !== null);
      const card = await cards.advance(null, {
        userId: place.user.id,
        chatId: place.chatId,
        brokerId: brokerIds.length === 1 ? only : '',
        ttlMs,
        command: {
          type: 'ask',
          signalId,
          notional: isKnown && notional.greaterThan(0) ? formatDecimal(notional) : null,
          quantities: Object.fromEntries(brokerIds.map((id) => [id, formatDecimal(quantities[id] ?? ZERO)])),
        },
      });
      await put(place, null);
      const rules = quote.legs.flatMap(({ account: { brokerId } }) => {
        const instrument = manager.view(brokerId).instrument(quote.symbol);
        return instrument === null ? [] : [[brokerId, instrument] as const];
      });
      return accept({ ...card, quote, instruments: new Map(rules), notes });
    },
  };
}
