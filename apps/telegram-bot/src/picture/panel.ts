import { AXIS_SIZE, gridLine, label } from './frame.ts';
import { PALETTE } from './palette.ts';
import { element, type Svg } from './svg.ts';
import type { ValueAxis } from './value-axis.ts';

/** A field of a picture with values from its bottom to its top, pixels. */
export interface Panel {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly axis: ValueAxis;
}

export const yOf = ({ axis, top, bottom }: Panel, value: number) =>
  bottom - ((value - axis.low) / (axis.high - axis.low)) * (bottom - top);

/** Ground, lines and labels; `taken`: heights where labels of others stand. */
export function panelOf(panel: Panel, tickText: (value: number) => string, taken: readonly number[]): Svg {
  const { left, right, top, bottom, axis } = panel;
  const ticks = axis.ticks.map((value) => {
    const y = yOf(panel, value);
    const isCovered = taken.some((it) => Math.abs(it - y) < AXIS_SIZE * 1.35);
    const isZero = Math.abs(value) < (axis.high - axis.low) * 1e-9;
    return [
      isZero
        ? element('path', { d: `M${left} ${y.toFixed(1)}H${right}`, stroke: PALETTE.faint, 'stroke-width': 2 })
        : gridLine(`M${left} ${y.toFixed(1)}H${right}`),
      isCovered
        ? ''
        : label({
            text: tickText(value),
            x: right + 14,
            y: y + AXIS_SIZE * 0.35,
            size: AXIS_SIZE,
            fill: PALETTE.faint,
          }),
    ].join('');
  });
  const ground = { x: left, y: top, width: right - left, height: bottom - top, fill: PALETTE.panel };
  return [element('rect', ground), ...ticks].join('');
}
