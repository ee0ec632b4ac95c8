import type { Speech } from '../language/speech.ts';
import { previewTexts } from '../language/texts/preview.ts';
import type { Button } from './card.ts';

/** Yes, worded as what it does, and Cancel: `c:<nonce>:y` and `c:<nonce>:n`. */
export function confirmButtons(
  speech: Speech,
  nonce: string,
  label: string,
  style: 'success' | 'danger' | 'primary',
): Button[][] {
  return [
    [
      { type: 'tap', label, data: `c:${nonce}:y`, style },
      { type: 'tap', label: speech.say(previewTexts).cancel, data: `c:${nonce}:n` },
    ],
  ];
}
