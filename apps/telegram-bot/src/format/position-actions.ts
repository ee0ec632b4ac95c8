import { decimal } from '@perpdesk/broker-core';
import type { Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { positionTexts } from '../language/texts/position.ts';
import type { Button, Card } from './card.ts';
import { chartButton } from './chart-button.ts';
import { lines } from './lines.ts';
import { positionHead, sideOf, type PositionFace } from './position-head.ts';

/** What a button asks how much of: stop, target, trailing stop, more of it. */
export type Choice = 's' | 't' | 'r' | 'p';

const CHOICES = {
  s: ['1', '2', '3', '5', 'off'],
  t: ['1', '2', '5', '10', 'off'],
  r: ['0.5', '1', '2', 'off'],
  p: ['25', '50', '100'],
} as const satisfies Record<Choice, readonly string[]>;

/** The same as it is typed, of this position. */
const FORMS: Readonly<Record<Choice, (face: PositionFace) => string>> = {
  s: ({ symbol }) => `/sl ${symbol} 2%`,
  t: ({ symbol }) => `/tp ${symbol} 4%:50%`,
  r: ({ symbol }) => `/trail ${symbol} 1%`,
  p: (face) => `/${sideOf(face).toLowerCase()} ${face.symbol} 5%`,
};

const QUARTER = decimal('25');

/** The further buttons of a position; their data names it, so an older card acts on no other. */
export function positionActions(
  speech: Speech,
  { key, symbol, brokerId }: { readonly key: string; readonly symbol: string; readonly brokerId: string },
): readonly (readonly Button[])[] {
  const { buttons } = speech.say(handTexts);
  const tap = (label: string, action: string): Button => ({ type: 'tap', label, data: `k:${key}:${action}` });
  return [
    [
      tap(speech.say(positionTexts).closePart(speech.share(QUARTER)), 'q'),
      tap(buttons.stop, 's'),
      tap(buttons.target, 't'),
      tap(buttons.even, 'b'),
    ],
    [
      tap(buttons.trail, 'r'),
      tap(buttons.reverse, 'v'),
      tap(buttons.add, 'p'),
      ...chartButton(speech, symbol, brokerId),
    ],
  ];
}

export function moreButton(speech: Speech, key: string): Button {
  return { type: 'tap', label: speech.say(handTexts).buttons.more, data: `k:${key}:m` };
}

/** Asks how far, or how much, of the position that it names; each answer opens the card that asks. */
export function choicesCard(speech: Speech, face: PositionFace, choice: Choice): Card {
  const words = speech.say(handTexts);
  const label = (value: string) => (value === 'off' ? words.off : speech.share(decimal(value)));
  return {
    text: lines(positionHead(speech, face), `${words.choose[choice]} ${words.orWrite(FORMS[choice](face))}`),
    buttons: [
      CHOICES[choice].map((value) => ({
        type: 'tap',
        label: label(value),
        data: `k:${face.key}:${choice}:${value}`,
      })),
    ],
  };
}
