import { decimal, formatDecimal, roundQuantityDown, type Decimal } from '@perpdesk/broker-core';
import type { Scale } from '../language/numbers.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import type { CardPlace, ConfirmCards } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { refuse, type DeskResult } from './desk-result.ts';
import { parseOrderSize } from './order-size.ts';
import { previewOpen } from './preview-open.ts';
import type { OpenPreview } from './preview.ts';

/** The entry of a card, as its form names it. */
export interface EditedEntry {
  readonly brokerId: string;
  readonly symbol: string;
  readonly direction: 'long' | 'short';
  /** Base asset. */
  readonly quantity: Decimal;
  readonly scale: Scale;
}

/** A card of an entry whose size a person is about to change: kept in the journal, one for each person and chat. */
export interface EditForms {
  /** What the card is for; `null`: it can no longer be changed. */
  open(place: CardPlace, nonce: string): Promise<EditedEntry | null>;
  /** What the form here is open for, a card or an alert (see `askedSignal`); `null`: none is. */
  find(place: CardPlace): Promise<string | null>;
  /** `false`: none was open. */
  leave(place: CardPlace): Promise<boolean>;
  /** A new card with the other size in place of the old one, which is canceled; a size that is refused leaves both. */
  resize(place: CardPlace, nonce: string, size: NewSize): Promise<DeskResult<OpenPreview>>;
}

/** As a person types it, or so many times the card's quantity. */
export type NewSize =
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'times'; readonly times: string };

/** The journal's flag of the one form that a person has open in a chat. */
export const formOf = ({ user, chatId }: CardPlace): string => `form:${chatId}:${user.id}`;

export function createEditForms(context: DeskContext, cards: ConfirmCards): EditForms {
  const put = (place: CardPlace, value: string | null) =>
    context.journal.commit([{ type: 'flag-put', name: formOf(place), value }]);
  const forms: EditForms = {
    async open(place, nonce) {
      const card = await cards.peek(place, nonce);
      if (card?.command.type !== 'open') return null;
      await put(place, nonce);
      const { brokerId, command } = card;
      const { symbol, direction, quantity } = command;
      const isKnown = context.manager.ids.includes(brokerId);
      const scale = isKnown ? context.manager.view(brokerId).instrument(symbol) : null;
      return { brokerId, symbol, direction, quantity: decimal(quantity), scale };
    },
    find: async (place) => (await context.journal.readFlags())[formOf(place)] ?? null,
    async leave(place) {
      if ((await forms.find(place)) === null) return false;
      await put(place, null);
      return true;
    },
    async resize(place, nonce, size) {
      const card = await cards.peek(place, nonce);
      if (card?.command.type !== 'open') {
        await forms.leave(place);
        return refuse('gone', ({ say }) => say(editSizeTexts).editGone);
      }
      const { symbol, direction, quantity, typed } = card.command;
      const instrument = context.manager.view(card.brokerId).instrument(symbol);
      const times = (factor: string) => decimal(quantity).times(factor);
      // what is written beside it, a stop perhaps, is not left out without a word
      const read = size.type === 'typed' ? parseOrderSize(size.text.trim()) : null;
      if (read?.ok === false) return read;
      const shown =
        size.type === 'typed'
          ? size.text.trim()
          : formatDecimal(instrument === null ? times(size.times) : roundQuantityDown(times(size.times), instrument));
      const text = [symbol, shown, typed.terms, `@${card.brokerId}`].filter((word) => word !== '').join(' ');
      const preview = await previewOpen(context, cards, place, { direction, text });
      if (!preview.ok) return preview;
      await cards.replace(place, nonce);
      await forms.leave(place);
      return preview;
    },
  };
  return forms;
}
