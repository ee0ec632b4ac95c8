import { FONT_FAMILY } from './render-picture.ts';
import { PALETTE } from './palette.ts';
import { element, textElement, type Svg } from './svg.ts';
import { textWidth } from './text-width.ts';

/** Pixels: as wide as a phone shows without making it smaller than half. */
export const WIDTH = 1080;
export const MARGIN = 36;
/** Of the labels at the axes. */
export const AXIS_SIZE = 28;

export type Weight = 'regular' | 'bold';

export interface Label {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: Weight;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function label({ text, x, y, size, fill, weight = 'regular', anchor = 'start' }: Label): Svg {
  return textElement(text, {
    x,
    y,
    'font-size': size,
    fill,
    'text-anchor': anchor,
    'font-weight': weight === 'bold' ? 700 : 400,
  });
}

export function gridLine(d: string): Svg {
  return element('path', { d, stroke: PALETTE.grid, 'stroke-width': 2 });
}

/** As large as its room lets it be, and no larger than wished. */
export function fittingSize(text: string, wished: number, room: number, weight: Weight = 'regular'): number {
  return Math.min(wished, (wished * room) / Math.max(1, textWidth(text, wished, weight)));
}

export interface Head {
  /** Whose it is: PAPER main. */
  readonly badge: string;
  readonly title: string;
  /** At the right of the title, e.g. the last price. */
  readonly figure: string;
  readonly figureFill: string;
  readonly lines: readonly string[];
}

export const HEAD_SIZES = { title: 46, line: 30, gap: 12 } as const;

/** Where the head ends. */
export function headHeight({ lines }: Pick<Head, 'lines'>): number {
  return MARGIN + HEAD_SIZES.title + lines.length * (HEAD_SIZES.line + HEAD_SIZES.gap) + 24;
}

export function headOf({ badge, title, figure, figureFill, lines }: Head): Svg {
  const { title: size, line, gap } = HEAD_SIZES;
  const baseline = MARGIN + size * 0.8;
  const figureWidth = textWidth(figure, size, 'bold');
  const room = WIDTH - 2 * MARGIN - figureWidth - 24;
  const nameSize = fittingSize(`${title}  ${badge}`, size, room, 'bold');
  const badgeX = MARGIN + textWidth(title, nameSize, 'bold') + nameSize * 0.4;
  return [
    label({ text: title, x: MARGIN, y: baseline, size: nameSize, fill: PALETTE.text, weight: 'bold' }),
    badge === ''
      ? ''
      : label({ text: badge, x: badgeX, y: baseline, size: nameSize * 0.66, fill: PALETTE.faint, weight: 'bold' }),
    label({ text: figure, x: WIDTH - MARGIN, y: baseline, size, fill: figureFill, weight: 'bold', anchor: 'end' }),
    ...lines.map((text, index) =>
      label({
        text,
        x: MARGIN,
        y: MARGIN + size + (index + 1) * (line + gap) - gap * 0.3,
        size: fittingSize(text, line, WIDTH - 2 * MARGIN),
        fill: PALETTE.faint,
      }),
    ),
  ].join('');
}

/** The whole picture on its own ground, so that a light and a dark chat show it the same. */
export function pictureOf(height: number, ...children: readonly Svg[]): Svg {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: WIDTH,
      height,
      viewBox: `0 0 ${WIDTH} ${height}`,
      'font-family': FONT_FAMILY,
    },
    element('rect', { width: WIDTH, height, fill: PALETTE.ground }),
    ...children,
  );
}
