import { decimal, type Decimal, type Instrument } from '@perpdesk/broker-core';
import type { Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import { previewTexts } from '../language/texts/preview.ts';

/** How much of the position a target takes: what none of them says is shared evenly. */
export function targetPart(
  { say, share: percent }: Speech,
  targets: readonly { readonly share: Decimal | null }[],
  share: Decimal | null,
): string {
  const words = say(handTexts);
  if (share !== null) return percent(share);
  const told = targets.flatMap((target) => target.share ?? []);
  const untold = targets.length - told.length;
  if (untold === 1) return told.length === 0 ? words.whole : words.rest;
  const left = told.reduce((rest, part) => rest.minus(part), decimal('100'));
  return percent(left.dividedBy(untold.toString()));
}

/** `50 % ≈ 0.010`, or that it is no order of its own. */
export function sizedPart(speech: Speech, part: string, size: Decimal | null, instrument: Instrument): string {
  return size === null
    ? `${part} · ${speech.say(previewTexts).tooSmallTarget}`
    : `${part} ≈ ${speech.quantity(size, instrument)}`;
}
