import type { OpenPreview } from '../desk/preview.ts';
import { sizedPart, targetPart } from '../desk/target-part.ts';
import type { Speech } from '../language/speech.ts';
import { previewTexts } from '../language/texts/preview.ts';
import { percentFrom } from './amount.ts';
import type { Line } from './lines.ts';

type Entry = Pick<
  OpenPreview,
  'instrument' | 'direction' | 'price' | 'limitPrice' | 'stopPrice' | 'stopLoss' | 'hasStop' | 'targets'
>;

/** `limit 59 000.0` or `market`. */
export function orderWord(
  speech: Speech,
  { instrument, limitPrice }: Pick<Entry, 'instrument' | 'limitPrice'>,
): string {
  const words = speech.say(previewTexts);
  return limitPrice === null ? words.market : words.limit(speech.price(limitPrice, instrument));
}

/** Stop with what it may cost, and each target with its part. */
export function levelLines(speech: Speech, entry: Entry): readonly Line[] {
  const { instrument, direction, price, limitPrice, stopPrice, stopLoss, hasStop, targets } = entry;
  const takesNow = limitPrice !== null && (direction === 'long' ? limitPrice.gte(price) : limitPrice.lte(price));
  const from = limitPrice === null || takesNow ? price : limitPrice;
  const words = speech.say(previewTexts);
  const at = (level: typeof price) =>
    `${speech.price(level, instrument)} (${speech.percent(percentFrom(from, level))})`;
  return [
    stopPrice === null || stopLoss === null
      ? hasStop
        ? null
        : words.noStop
      : words.stop(at(stopPrice), `${speech.money(stopLoss.negated())} ${instrument.settleAsset}`),
    ...targets.map(({ price: target, share, size }) =>
      words.target(at(target), sizedPart(speech, targetPart(speech, targets, share), size, instrument)),
    ),
  ];
}
