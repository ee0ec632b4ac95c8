import { ZERO, type Decimal } from '@perpdesk/broker-core';
import type { Speech } from '../language/speech.ts';
import { AXIS_SIZE, label, MARGIN, WIDTH } from './frame.ts';
import { PALETTE } from './palette.ts';
import { yOf, type Panel } from './panel.ts';
import { element, type Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import type { Bucket } from './time-buckets.ts';

export function barShapes(
  panel: Panel,
  buckets: readonly Bucket[],
  sums: readonly Decimal[],
  xOf: (at: number) => number,
  colour: (value: Decimal) => string,
): readonly Svg[] {
  const zero = yOf(panel, 0);
  return buckets.map(({ fromAt, untilAt }, index) => {
    const sum = sums[index] ?? ZERO;
    if (sum.isZero()) return '';
    const y = yOf(panel, sum.toNumber());
    const [x, width] = [xOf(fromAt), xOf(untilAt) - xOf(fromAt)];
    const gap = Math.min(8, width * 0.2);
    return element('rect', {
      x: x + gap / 2,
      y: Math.min(y, zero),
      width: Math.max(2, width - gap),
      height: Math.max(2, Math.abs(y - zero)),
      fill: colour(sum),
    });
  });
}

const GAP = AXIS_SIZE * 0.3;
/** Hours between two labels. */
const HOURS = [1, 2, 3, 4, 6, 12] as const;

/** Days stand below their middle, today among them; hours below their beginning. As many as have room, evenly. */
export function bucketLabels(
  speech: Speech,
  unit: 'hour' | 'day',
  buckets: readonly Bucket[],
  panel: Panel,
  xOf: (at: number) => number,
): readonly Svg[] {
  const texts = buckets.map(({ fromAt }) => (unit === 'day' ? speech.day(fromAt) : speech.clock(fromAt)));
  const widest = Math.max(...texts.map((text) => textWidth(text, AXIS_SIZE))) + GAP;
  // the first and the last may be cut off
  const width = Math.max(...buckets.map(({ fromAt, untilAt }) => xOf(untilAt) - xOf(fromAt)));
  const needed = Math.ceil(widest / width);
  const stride = unit === 'day' ? needed : (HOURS.find((it) => it >= needed) ?? 24);
  const isLabelled = (index: number, fromAt: number) => {
    if (unit === 'day') return (buckets.length - 1 - index) % stride === 0;
    const { minutes } = speech.wall(fromAt);
    return minutes % 60 === 0 && (minutes / 60) % stride === 0;
  };
  const labels = buckets.flatMap(({ fromAt, untilAt }, index) => {
    const text = texts[index] ?? '';
    const x = unit === 'day' ? (xOf(fromAt) + xOf(untilAt)) / 2 : xOf(fromAt);
    const half = textWidth(text, AXIS_SIZE) / 2;
    const isCutShort = index === 0 && unit === 'day' && xOf(untilAt) - xOf(fromAt) < half * 2;
    const isOutside = x - half < panel.left - MARGIN / 2 || x + half > WIDTH - MARGIN / 2;
    return !isLabelled(index, fromAt) || isCutShort || isOutside ? [] : [{ text, x, half }];
  });
  let free = WIDTH;
  // from the newest on: that one is never left out
  return labels.toReversed().map(({ text, x, half }) => {
    if (x + half > free) return '';
    free = x - half - GAP;
    return label({ text, x, y: panel.bottom + AXIS_SIZE + 14, size: AXIS_SIZE, fill: PALETTE.faint, anchor: 'middle' });
  });
}
