import type { Decimal } from '@perpdesk/broker-core';
import type { ChartReport, LevelKind } from '../desk/chart-report.ts';
import { percentFrom } from '../format/amount.ts';
import type { Speech } from '../language/speech.ts';
import { chartTexts } from '../language/texts/chart.ts';
import type { Plot } from './candle-picture.ts';
import { AXIS_SIZE as SIZE, label } from './frame.ts';
import { PALETTE } from './palette.ts';
import type { ShownLevel } from './shown-levels.ts';
import { spread } from './spread.ts';
import { element, type Svg } from './svg.ts';
import { textWidth } from './text-width.ts';

const TAG_HEIGHT = 38;
const ROW = TAG_HEIGHT + 4;

const FILLS: Readonly<Record<LevelKind, string>> = {
  entry: PALETTE.entry,
  stop: PALETTE.stop,
  trailing: PALETTE.stop,
  target: PALETTE.target,
  liquidation: PALETTE.liquidation,
  buy: PALETTE.order,
  sell: PALETTE.order,
};
const DASHES: Readonly<Record<LevelKind, string>> = {
  entry: 'none',
  stop: '14 8',
  trailing: '4 8',
  target: '14 8',
  liquidation: '3 6',
  buy: '4 8',
  sell: '4 8',
};

interface Mark {
  readonly price: string;
  readonly name: string;
  readonly fill: string;
  readonly dash: string;
  /** Where its line is; `null`: beyond the edge. */
  readonly line: number | null;
  /** Beyond which edge. */
  readonly edge: 'above' | 'below' | null;
  readonly wish: number;
}

/** Lines of the levels and of the last price, their names, and price tags in the axis; `taken`: heights that tags need. */
export function levelMarks(
  speech: Speech,
  { instrument }: ChartReport,
  shown: readonly ShownLevel[],
  plot: Plot,
  last: Decimal,
): { readonly svg: Svg; readonly taken: readonly number[] } {
  const words = speech.say(chartTexts);
  // those beyond one edge stand there in their order
  const byPrice = shown.toSorted((a, b) => b.level.price.comparedTo(a.level.price));
  const levels = byPrice.map(({ level, value, isOutside }): Mark => {
    const { kind, side, price } = level;
    const isBelow = price.lessThan(last);
    const away = speech.percent(percentFrom(last, price));
    const names = [words.levels[kind], side?.toUpperCase() ?? '', away];
    return {
      price: speech.price(price, instrument),
      name: names.filter((it) => it !== '').join(' '),
      fill: FILLS[kind],
      dash: DASHES[kind],
      line: isOutside ? null : plot.yOf(value),
      edge: isOutside ? (isBelow ? 'below' : 'above') : null,
      wish: isOutside ? (isBelow ? plot.bottom : plot.top) : plot.yOf(value),
    };
  });
  const now = plot.yOf(last.toNumber());
  const marks: readonly Mark[] = [
    ...levels,
    {
      price: speech.price(last, instrument),
      name: '',
      fill: PALETTE.last,
      dash: '2 8',
      line: now,
      edge: null,
      wish: now,
    },
  ];
  const centres = spread(
    marks.map(({ wish }) => ({ at: wish, size: ROW })),
    plot.top,
    plot.bottom,
  );
  const lines = marks.map(({ line, fill, dash }, index) => {
    const centre = centres[index] ?? 0;
    if (line === null) return '';
    const d = `M${plot.left} ${line.toFixed(1)}H${plot.right - 18}L${plot.right} ${centre.toFixed(1)}`;
    return element('path', { d, fill: 'none', stroke: fill, 'stroke-width': 3, 'stroke-dasharray': dash });
  });
  const tags = marks.map((mark, index) => tagOf(mark, centres[index] ?? 0, plot));
  return { svg: [...lines, ...tags].join(''), taken: centres };
}

function tagOf({ price, name, fill, edge }: Mark, centre: number, plot: Plot): Svg {
  const baseline = centre + SIZE * 0.35;
  const width = textWidth(price, SIZE, 'bold') + 16;
  const tag = [
    element('rect', { x: plot.right, y: centre - TAG_HEIGHT / 2, width, height: TAG_HEIGHT, rx: 6, fill }),
    label({ text: price, x: plot.right + 8, y: baseline, size: SIZE, fill: PALETTE.ground, weight: 'bold' }),
  ];
  if (name === '') return tag.join('');
  const nameWidth = textWidth(name, SIZE, 'bold') + 20 + (edge === null ? 0 : 30);
  const x = plot.left + 8;
  const arrow = edge === 'above' ? 'l10 -12l10 12z' : 'l10 12l10 -12z';
  return [
    ...tag,
    element('rect', {
      x,
      y: centre - TAG_HEIGHT / 2,
      width: nameWidth,
      height: TAG_HEIGHT,
      rx: 6,
      fill: PALETTE.panel,
      'fill-opacity': 0.86,
    }),
    edge === null
      ? ''
      : element('path', { d: `M${x + 8} ${(centre + (edge === 'above' ? 6 : -6)).toFixed(1)}${arrow}`, fill }),
    label({ text: name, x: x + 10 + (edge === null ? 0 : 28), y: baseline, size: SIZE, fill, weight: 'bold' }),
  ].join('');
}
