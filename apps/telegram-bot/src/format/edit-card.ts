import { FormattedString } from '@grammyjs/parse-mode';
import type { Speech } from '../language/speech.ts';
import type { EditedEntry } from '../desk/edit-form.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';

const TIMES = [
  ['¼', '0.25'],
  ['½', '0.5'],
  ['×2', '2'],
  ['×3', '3'],
] as const;

/** Asks for another size of a card: some to tap, any to write. */
export function editCard(speech: Speech, nonce: string, entry: EditedEntry): Card {
  const words = speech.say(editSizeTexts);
  const { brokerId, direction, symbol, quantity, scale } = entry;
  const what = `${direction.toUpperCase()} ${symbol} ${speech.quantity(quantity, scale)}`;
  return {
    text: lines(
      FormattedString.join([FormattedString.bold(what), ' · ', FormattedString.code(`@${brokerId}`)]),
      words.editTitle,
      `${words.editStays} ${words.editEnds}`,
    ),
    buttons: [TIMES.map(([label, times]) => ({ type: 'tap', label, data: `e:${nonce}:${times}` }))],
  };
}
