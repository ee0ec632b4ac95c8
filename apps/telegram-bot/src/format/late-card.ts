import { FormattedString } from '@grammyjs/parse-mode';
import type { IssuedCard } from '../desk/confirm-cards.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';
import { formatSpan } from './moment.ts';

/** A command that came late: nothing was done, do you still want it? */
export function lateCard(text: string, lateByMs: number, { nonce }: IssuedCard): Card {
  return {
    text: lines(
      FormattedString.code(text),
      `You sent this ${formatSpan(lateByMs)} ago; nothing was done. Do you still want it?`,
    ),
    buttons: [
      [
        { type: 'tap', label: 'Yes, go on', data: `c:${nonce}:y` },
        { type: 'tap', label: 'No', data: `c:${nonce}:n` },
      ],
    ],
  };
}
