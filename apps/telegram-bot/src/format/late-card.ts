import { FormattedString } from '@grammyjs/parse-mode';
import type { IssuedCard } from '../desk/confirm-cards.ts';
import type { Speech } from '../language/speech.ts';
import { previewTexts } from '../language/texts/preview.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';

/** A command that came late: nothing was done, do you still want it? */
export function lateCard(speech: Speech, text: string, lateByMs: number, { nonce }: IssuedCard): Card {
  const words = speech.say(previewTexts);
  return {
    text: lines(FormattedString.code(text), words.late(speech.span(lateByMs))),
    buttons: [
      [
        { type: 'tap', label: words.lateYes, data: `c:${nonce}:y` },
        { type: 'tap', label: words.lateNo, data: `c:${nonce}:n` },
      ],
    ],
  };
}
