import { FormattedString } from '@grammyjs/parse-mode';
import type { Speech } from '../language/speech.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import type { Card } from './card.ts';

const TIMES = [
  ['¼', '0.25'],
  ['½', '0.5'],
  ['×2', '2'],
  ['×3', '3'],
] as const;

/** Asks for another size of a card: some to tap, any to write. */
export function editCard(speech: Speech, nonce: string): Card {
  const words = speech.say(editSizeTexts);
  return {
    text: new FormattedString(`${words.editTitle} ${words.editEnds}`),
    buttons: [TIMES.map(([label, times]) => ({ type: 'tap', label, data: `e:${nonce}:${times}` }))],
  };
}
