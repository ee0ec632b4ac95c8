import { FormattedString } from '@grammyjs/parse-mode';
import type { ChangePreview } from '../desk/change-preview.ts';
import type { Speech } from '../language/speech.ts';
import { previewTexts } from '../language/texts/preview.ts';
import { formatAge } from './age.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';

/** The card of a command that changes something: what it is, what it will be, and the button. */
export function changeCard(speech: Speech, preview: ChangePreview): Card {
  const words = speech.say(previewTexts);
  const head = badge(preview);
  return {
    text: lines(
      preview.environment === 'live' ? FormattedString.join(['⚠️ ', head]) : head,
      FormattedString.bold(preview.title(speech)),
      ...preview.lines.map((line) => line(speech)),
      formatAge(speech, preview.heardAgoMs),
      words.validity(speech.time(preview.expiresAt)),
    ),
    buttons: [
      [
        { type: 'tap', label: preview.label(speech), data: `c:${preview.nonce}:y`, style: preview.style },
        { type: 'tap', label: preview.keepLabel?.(speech) ?? words.cancel, data: `c:${preview.nonce}:n` },
      ],
    ],
  };
}
