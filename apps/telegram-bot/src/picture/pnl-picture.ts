import { decimal, ZERO, type Decimal } from '@perpdesk/broker-core';
import type { PnlSeries } from '../desk/pnl-report.ts';
import type { Badged } from '../format/badge.ts';
import type { Speech } from '../language/speech.ts';
import { pnlTexts } from '../language/texts/pnl.ts';
import { AXIS_SIZE, headHeight, headOf, label, MARGIN, pictureOf, WIDTH } from './frame.ts';
import { PALETTE } from './palette.ts';
import { panelOf, yOf, type Panel } from './panel.ts';
import { barShapes, bucketLabels } from './pnl-bars.ts';
import { curveOf, sumsOf, type Point } from './pnl-series.ts';
import { spread } from './spread.ts';
import { element, type Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import { timeBuckets } from './time-buckets.ts';
import { valueAxis, type ValueAxis } from './value-axis.ts';

const CURVE_HEIGHT = 400;
const BARS_HEIGHT = 230;
const CAPTION = 50;
const TAG_HEIGHT = 38;
/** Nothing booked at all is a line in the middle. */
const AXIS = { air: 0.1, flatSpan: 2 };
/** Between now and the axis. */
const AIR = 40;
const HOUR_MS = 3_600_000;

function colour(value: Decimal): string {
  if (value.isZero()) return PALETTE.faint;
  return value.isNegative() ? PALETTE.down : PALETTE.up;
}

/** A tick with its sign, and with as many decimals as its axis needs. */
const tickWords =
  ({ digits }: Speech, { places }: ValueAxis) =>
  (value: number) => {
    const amount = decimal(value.toFixed(places));
    return `${amount.greaterThan(0) ? '+' : ''}${digits((amount.isZero() ? ZERO : amount).toFixed(places))}`;
  };

interface End {
  readonly text: string;
  readonly fill: string;
  /** Where the curve has it. */
  readonly y: number;
  /** Where its tag has room. */
  readonly centre: number;
}

function endMark({ text, fill, y, centre }: End, x: number, right: number): Svg {
  const line = `M${x.toFixed(1)} ${y.toFixed(1)}H${right - 12}L${right} ${centre.toFixed(1)}`;
  return [
    element('path', { d: line, fill: 'none', stroke: fill, 'stroke-width': 3, 'stroke-dasharray': '4 8' }),
    element('circle', { cx: x, cy: y, r: 7, fill }),
    element('rect', {
      x: right,
      y: centre - TAG_HEIGHT / 2,
      width: textWidth(text, AXIS_SIZE, 'bold') + 16,
      height: TAG_HEIGHT,
      rx: 6,
      fill,
    }),
    label({
      text,
      x: right + 8,
      y: centre + AXIS_SIZE * 0.35,
      size: AXIS_SIZE,
      fill: PALETTE.ground,
      weight: 'bold',
    }),
  ].join('');
}

function curveShapes(points: readonly Point[], panel: Panel, xOf: (at: number) => number, stroke: string): Svg {
  const path = points
    .map(({ at, value }, index) => {
      const [x, y] = [xOf(at).toFixed(1), yOf(panel, value).toFixed(1)];
      return index === 0 ? `M${x} ${y}` : `H${x}V${y}`;
    })
    .join('');
  const area = `${path}V${yOf(panel, 0).toFixed(1)}H${panel.left}Z`;
  return [
    element('path', { d: area, fill: stroke, 'fill-opacity': 0.16 }),
    element('path', { d: path, fill: 'none', stroke, 'stroke-width': 4, 'stroke-linejoin': 'round' }),
  ].join('');
}

export interface PnlPictureTerms {
  readonly title: string;
  readonly accounts: readonly Badged[];
  /** What a bar stands for. */
  readonly unit: 'hour' | 'day';
  /** Unix ms. */
  readonly fromAt: number;
  readonly series: PnlSeries;
}

/** What the exchanges booked, added up over the time, and by hour or day; times are the reader's. */
export function pnlPicture(speech: Speech, { title, accounts, unit, fromAt, series }: PnlPictureTerms): Svg {
  const words = speech.say(pnlTexts);
  const { asset, open, now } = series;
  const untilAt = Math.max(now, fromAt + 4 * HOUR_MS);
  const points = curveOf(series, fromAt, now);
  const buckets = timeBuckets(unit, fromAt, untilAt, speech);
  const sums = sumsOf(series, buckets);
  const net = series.bookings.reduce((sum, { amount }) => sum.plus(amount), ZERO);
  const withOpen = open === null || open.isZero() ? null : net.plus(open);
  const names = accounts.map(({ brokerId, environment }) => `${environment.toUpperCase()} ${brokerId}`);
  const head = {
    title,
    badge: '',
    figure: `${speech.pnl(net)} ${asset}`,
    figureFill: colour(net),
    lines: [[...names, words.time(speech.zone(now))].join(' · ')],
  };
  const curveAxis = valueAxis([0, ...points.map(({ value }) => value), withOpen?.toNumber() ?? 0], {
    ...AXIS,
    most: 5,
  });
  const barAxis = valueAxis([0, ...sums.map((sum) => sum.toNumber())], { ...AXIS, most: 4 });
  const [curveText, barText] = [tickWords(speech, curveAxis), tickWords(speech, barAxis)];
  const texts = [
    ...curveAxis.ticks.map(curveText),
    ...barAxis.ticks.map(barText),
    speech.pnl(net),
    withOpen === null ? '' : speech.pnl(withOpen),
  ];
  const gutter = Math.max(...texts.map((text) => textWidth(text, AXIS_SIZE, 'bold'))) + 28;
  const [left, right] = [MARGIN, WIDTH - MARGIN / 2 - gutter];
  const curveTop = headHeight(head) + CAPTION - 12;
  const curve: Panel = { left, right, top: curveTop, bottom: curveTop + CURVE_HEIGHT, axis: curveAxis };
  const barsTop = curve.bottom + CAPTION + 8;
  const bars: Panel = { left, right, top: barsTop, bottom: barsTop + BARS_HEIGHT, axis: barAxis };
  const xOf = (at: number) => left + ((at - fromAt) / (untilAt - fromAt)) * (right - left - AIR);
  const caption = (text: string, { top }: Panel) =>
    label({ text, x: left, y: top - 14, size: AXIS_SIZE, fill: PALETTE.faint });

  const ends = [
    { value: net, fill: colour(net) },
    ...(withOpen === null ? [] : [{ value: withOpen, fill: PALETTE.entry }]),
  ].map(({ value, fill }) => ({ text: speech.pnl(value), fill, y: yOf(curve, value.toNumber()) }));
  const centres = spread(
    ends.map(({ y }) => ({ at: y, size: TAG_HEIGHT + 4 })),
    curve.top,
    curve.bottom,
  );
  return pictureOf(
    bars.bottom + 62,
    headOf(head),
    caption(words.booked, curve),
    withOpen === null
      ? ''
      : label({
          text: words.withOpen,
          x: right,
          y: curve.top - 14,
          size: AXIS_SIZE,
          fill: PALETTE.entry,
          anchor: 'end',
        }),
    panelOf(curve, curveText, centres),
    curveShapes(points, curve, xOf, colour(net)),
    ...ends.map((end, index) => endMark({ ...end, centre: centres[index] ?? end.y }, xOf(now), right)),
    caption(words.by[unit], bars),
    panelOf(bars, barText, []),
    ...barShapes(bars, buckets, sums, xOf, colour),
    ...bucketLabels(speech, unit, buckets, bars, xOf),
  );
}
