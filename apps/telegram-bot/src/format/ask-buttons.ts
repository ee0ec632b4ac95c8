import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../language/speech.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import { signalNoticeTexts } from '../language/texts/signal-notice.ts';
import type { Button } from './card.ts';

type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;

/** Place, Edit size and Skip: `a:<signal>:p`, `ae:<signal>` and `a:<signal>:s`. */
export function askButtons(speech: Speech, { signalId, legs }: Asks): readonly (readonly Button[])[] {
  const entry = legs.find(({ kind }) => kind === 'increase');
  const words = speech.say(signalNoticeTexts);
  const style = entry === undefined || entry.side === 'sell' ? 'danger' : 'success';
  return [
    [
      {
        type: 'tap',
        label: entry === undefined ? words.closeButton : words.placeButton,
        data: `a:${signalId}:p`,
        style,
      },
      ...(entry?.quantity == null
        ? []
        : [{ type: 'tap', label: speech.say(editSizeTexts).edit, data: `ae:${signalId}` } as const]),
      { type: 'tap', label: words.skipButton, data: `a:${signalId}:s` },
    ],
  ];
}
