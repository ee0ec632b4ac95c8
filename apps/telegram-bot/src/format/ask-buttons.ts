import type { Notice } from '@perpdesk/signals';
import type { Speech } from '../language/speech.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import { signalNoticeTexts } from '../language/texts/signal-notice.ts';
import type { Button } from './card.ts';

type Asks = Extract<Notice, { readonly type: 'signal.asks' }>;

/** Place, Edit size and Skip: `a:<signal>:p`, `ae:<signal>` and `a:<signal>:s`. */
export function askButtons(speech: Speech, notice: Asks): readonly (readonly Button[])[] {
  const { signalId, legs } = notice;
  const entry = legs.find(({ kind }) => kind === 'increase');
  const words = speech.say(signalNoticeTexts);
  const style = entry === undefined || entry.side === 'sell' ? 'danger' : 'success';
  const exit = leavesSome(notice) ? words.reduceButton : words.closeButton;
  return [
    [
      { type: 'tap', label: entry === undefined ? exit : words.placeButton, data: `a:${signalId}:p`, style },
      ...(entry?.quantity == null
        ? []
        : [{ type: 'tap', label: speech.say(editSizeTexts).edit, data: `ae:${signalId}` } as const]),
      { type: 'tap', label: words.skipButton, data: `a:${signalId}:s` },
    ],
  ];
}

/** Of what only exits: whether a part of the position is to stay. */
function leavesSome(notice: Asks): boolean {
  if (!('wishes' in notice)) return notice.transition === 'reduce';
  return notice.wishes.some(({ type, direction, size }) => {
    if (type === 'reduce') return size?.unit !== 'position-percent' || size.amount !== '100';
    // what is left of a turn without its entry closes the other side
    if (type === 'hold') return notice.legs.some(({ side }) => side === (direction === 'long' ? 'sell' : 'buy'));
    return type === 'order';
  });
}
