import type { FormattedString } from '@grammyjs/parse-mode';
import type { Button, Card, CardMedia } from '../format/card.ts';
import { MAX_TEXT, splitText } from './split-text.ts';

/** As much text as goes below a picture or file. */
export const MAX_CAPTION = 1024;

export interface CardPart {
  readonly media: CardMedia | null;
  /** `null`: a picture or file alone. */
  readonly text: FormattedString | null;
  readonly buttons: readonly (readonly Button[])[];
}

/** A card as messages: the picture or file with the text below it, or before it where that is too long; buttons come last. */
export function splitCard(
  card: Card,
  { maxText = MAX_TEXT, maxCaption = MAX_CAPTION }: { readonly maxText?: number; readonly maxCaption?: number } = {},
): readonly CardPart[] {
  const { text, buttons } = card;
  const media = card.media ?? null;
  if (media !== null && text.text.length <= maxCaption) return [{ media, text, buttons }];
  const texts = splitText(text, maxText);
  const parts = texts.map((part, index) => ({
    media: null,
    text: part,
    buttons: index === texts.length - 1 ? buttons : [],
  }));
  return media === null ? parts : [{ media, text: null, buttons: [] }, ...parts];
}
