import { decimal, type Candle } from '@perpdesk/broker-core';
import type { ChartReport } from '../desk/chart-report.ts';
import { percentFrom } from '../format/amount.ts';
import type { Speech } from '../language/speech.ts';
import { chartTexts } from '../language/texts/chart.ts';
import { AXIS_SIZE, gridLine, headHeight, headOf, label, MARGIN, pictureOf, WIDTH } from './frame.ts';
import { levelMarks } from './level-marks.ts';
import { PALETTE } from './palette.ts';
import { visibleLevels, type ShownLevel } from './shown-levels.ts';
import { element, type Svg } from './svg.ts';
import { textWidth } from './text-width.ts';
import { timeAxis } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

const PLOT_HEIGHT = 680;
const AXIS_HEIGHT = 62;
const MAX_TIMES = 6;
const MAX_PRICES = 7;
/** Few candles are drawn no wider than this, at the right end. */
const MAX_SLOT = 36;
/** Between the newest candle and the axis. */
const AIR = 8;

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly yOf: (price: number) => number;
}

function bodies(candles: readonly Candle[], plot: Plot, slot: number): Svg {
  const width = Math.max(2, Math.min(22, slot * 0.66));
  return candles
    .map(({ open, high, low, close }, index) => {
      const x = plot.right - (candles.length - index - 0.5) * slot - AIR;
      const [o, c] = [plot.yOf(open.toNumber()), plot.yOf(close.toNumber())];
      const fill = close.lessThan(open) ? PALETTE.down : PALETTE.up;
      const height = Math.max(2, Math.abs(o - c));
      const wick = `M${x.toFixed(1)} ${plot.yOf(high.toNumber()).toFixed(1)}V${plot.yOf(low.toNumber()).toFixed(1)}`;
      return [
        element('path', { d: wick, stroke: fill, 'stroke-width': Math.max(2, width * 0.18) }),
        element('rect', { x: x - width / 2, y: Math.min(o, c), width, height, fill }),
      ].join('');
    })
    .join('');
}

/** Lines and labels of the time below the plot; of two labels that would touch the later one is left out. */
function times(candles: readonly Candle[], plot: Plot, slot: number, speech: Speech): Svg {
  const moments = candles.map(({ openAt }) => openAt);
  let free = plot.left - MARGIN / 2;
  return timeAxis(moments, MAX_TIMES, speech)
    .map(({ index, label: text, isDay }) => {
      const x = plot.right - (candles.length - index - 0.5) * slot - AIR;
      const half = textWidth(text, AXIS_SIZE) / 2;
      if (x - half < free || x + half > WIDTH - MARGIN / 2) return '';
      free = x + half + AXIS_SIZE;
      const fill = isDay ? PALETTE.text : PALETTE.faint;
      return [
        gridLine(`M${x.toFixed(1)} ${plot.top}V${plot.bottom}`),
        label({ text, x, y: plot.bottom + AXIS_SIZE + 14, size: AXIS_SIZE, fill, anchor: 'middle' }),
      ].join('');
    })
    .join('');
}

/** Candles with what the account has at stake between them. */
export function candlePicture(speech: Speech, report: ChartReport): Svg {
  const words = speech.say(chartTexts);
  const { candles, instrument, interval } = report;
  const [first, last] = [candles[0], candles.at(-1)];
  if (first === undefined || last === undefined) return pictureOf(200);
  const change = percentFrom(first.open, last.close);
  const [highest, lowest] = [
    candles.reduce((best, { high }) => (high.greaterThan(best) ? high : best), first.high),
    candles.reduce((best, { low }) => (low.lessThan(best) ? low : best), first.low),
  ];
  const price = (value: typeof highest) => speech.price(value, instrument);
  const head = {
    badge: `${report.environment.toUpperCase()} ${report.brokerId}`,
    title: instrument.symbol,
    figure: `${price(last.close)} ${instrument.quoteAsset}`,
    figureFill: change.isNegative() ? PALETTE.down : PALETTE.up,
    lines: [
      [
        words.candles(interval),
        speech.percent(change),
        words.high(price(highest)),
        words.low(price(lowest)),
        words.time(speech.zone(last.openAt)),
      ].join(' · '),
    ],
  };
  const range = { low: lowest.toNumber(), high: highest.toNumber() };
  const shown: readonly ShownLevel[] = visibleLevels(report.levels, range);
  const inside = shown.filter(({ isOutside }) => !isOutside).map((it) => it.value);
  const axis = valueAxis([range.low, range.high, ...inside], {
    most: MAX_PRICES,
    air: 0.06,
    flatSpan: range.high * 0.001,
  });
  const tickText = (value: number) => speech.digits(decimal(value.toFixed(axis.places)).toFixed(axis.places));
  const texts = [...axis.ticks.map(tickText), ...shown.map((it) => price(it.level.price)), price(last.close)];
  const gutter = Math.max(...texts.map((text) => textWidth(text, AXIS_SIZE, 'bold'))) + 28;
  const top = headHeight(head);
  const bottom = top + PLOT_HEIGHT;
  const plot: Plot = {
    left: MARGIN,
    right: WIDTH - MARGIN / 2 - gutter,
    top,
    bottom,
    yOf: (value) => bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - top),
  };
  const slot = Math.min(MAX_SLOT, (plot.right - plot.left - 2 * AIR) / candles.length);
  const marks = levelMarks(speech, report, shown, plot, last.close);
  const ticks = axis.ticks.map((value) => {
    const y = plot.yOf(value);
    const isCovered = y < plot.top + 16 || marks.taken.some((it) => Math.abs(it - y) < AXIS_SIZE * 1.35);
    return [
      gridLine(`M${plot.left} ${y.toFixed(1)}H${plot.right}`),
      isCovered
        ? ''
        : label({
            text: tickText(value),
            x: plot.right + 14,
            y: y + AXIS_SIZE * 0.35,
            size: AXIS_SIZE,
            fill: PALETTE.faint,
          }),
    ].join('');
  });
  return pictureOf(
    bottom + AXIS_HEIGHT,
    headOf(head),
    element('rect', {
      x: plot.left,
      y: plot.top,
      width: plot.right - plot.left,
      height: plot.bottom - plot.top,
      fill: PALETTE.panel,
    }),
    ...ticks,
    times(candles, plot, slot, speech),
    bodies(candles, plot, slot),
    marks.svg,
  );
}
