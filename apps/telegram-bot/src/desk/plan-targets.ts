import { formatDecimal } from '@perpdesk/broker-core';
import type { Phrase, Speech } from '../language/speech.ts';
import { sizeTexts } from '../language/texts/size.ts';
import { handTexts } from '../language/texts/hand.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { exactPrice, isOnItsSide, onTick } from './entry-levels.ts';
import { directionOf } from './find-position.ts';
import { fitTogether, mayBeDecimalComma, parseTargets, type TypedTarget } from './order-terms.ts';
import { changeLine, withDistance } from './protect-lines.ts';
import { NO_CHANGE, type ProtectBasis, type ProtectPlan } from './protect-plan.ts';
import { sizedTargets } from './target-quantities.ts';
import { sizedPart, targetPart } from './target-part.ts';
import { refuseSide } from './wrong-side.ts';

/** How it is written. */
export const TARGETS_FORM = '/tp BTCUSDT 62000 · /tp BTCUSDT 62000:50% 64000 · /tp BTCUSDT off';

const usage = () => refuse('usage', ({ say }) => say(handTexts).usage(TARGETS_FORM));

/** Reads the targets after `/tp`. */
export function planTargets(basis: ProtectBasis): DeskResult<ProtectPlan> {
  const { words } = basis;
  if (words.length === 0) return usage();
  if (words.length === 1 && words[0]?.toLowerCase() === 'off') {
    return accept({
      change: { ...NO_CHANGE, takeProfits: 'off' },
      lines: [changeLine('targets', basis, () => null)],
      label: ({ say }) => say(handTexts).targetsOff,
      isOff: true,
    });
  }
  const typed: TypedTarget[] = [];
  for (const word of words) {
    if (mayBeDecimalComma(word)) return refuse('terms', ({ say }) => say(handTexts).decimalComma(word.slice(0, 24)));
    const more = parseTargets(word);
    if (more === null) return usage();
    typed.push(...more);
  }
  return fitTogether(typed) ? targetsAt(basis, typed) : usage();
}

/** Targets as they are typed, on the tick and on their side of the price. */
export function targetsAt(basis: ProtectBasis, typed: readonly TypedTarget[]): DeskResult<ProtectPlan> {
  const { instrument, position, market } = basis;
  const direction = directionOf(position);
  const notes: Phrase[] = [];
  const targets = typed.map(({ at, share, quantity = null }) => {
    const exact = exactPrice(at, market, direction, 'target');
    const { price, note } = onTick(exact, instrument, { name: 'target', isTyped: at.type === 'price' });
    if (note !== null) notes.push(note);
    return { price, share, quantity };
  });
  const wrong = targets.find(({ price }) => !isOnItsSide(price, market, direction, 'target'));
  if (wrong !== undefined) return refuseSide(basis, wrong.price, 'target');
  const sized = sizedTargets(targets, basis);
  if (!sized.ok) return sized;
  return accept({
    change: {
      ...NO_CHANGE,
      takeProfits: targets.map(({ price, share, quantity }) => ({
        price: formatDecimal(price),
        share: share === null ? null : formatDecimal(share),
        ...(quantity === null ? {} : { quantity: formatDecimal(quantity) }),
      })),
    },
    lines: [
      changeLine('targets', basis, (speech) =>
        speech.list(
          sized.value.map(({ price, share, quantity, size }) => {
            const part =
              quantity === null
                ? sizedPart(speech, targetPart(speech, targets, share), size, instrument)
                : speech.quantity(quantity, instrument);
            return `${withDistance(speech, basis, price)} · ${part}`;
          }),
        ),
      ),
      ...notes,
      ...(targets.length > 1 && basis.parts.length > 1 ? [({ say }: Speech) => say(sizeTexts).nearestOnly] : []),
      ({ say }) => say(handTexts).fires,
    ],
    label: ({ say }) => say(handTexts).setTargets,
    isOff: false,
  });
}
