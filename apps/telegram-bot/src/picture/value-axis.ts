/** A stretch of values, and where its labels are. */
export interface ValueAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  /** Decimals that the ticks need. */
  readonly places: number;
}

const STEPS = [
  { factor: 1, places: 0 },
  { factor: 2, places: 0 },
  { factor: 2.5, places: 1 },
  { factor: 5, places: 0 },
  { factor: 10, places: -1 },
] as const;

/** The smallest round step that needs at most so many labels. */
function stepFor(span: number, most: number): { readonly step: number; readonly places: number } {
  const rough = span / most;
  const exponent = Math.floor(Math.log10(rough));
  const power = 10 ** exponent;
  const { factor, places } = STEPS.find((it) => it.factor * power >= rough) ?? STEPS[4];
  return { step: factor * power, places: Math.max(0, places - exponent) };
}

/** A spread below this part of the values cannot be told apart at all of its labels. */
const FLAT = 1e-9;
/** No market has values so small; a step of less is no number any more. */
const LEAST = 1e-290;

export interface AxisRules {
  /** Labels. */
  readonly most: number;
  /** Above and below, of the span. */
  readonly air: number;
  /** Of values that are all the same. */
  readonly flatSpan: number;
}

/** An axis over these values, with labels at round numbers. */
export function valueAxis(values: readonly number[], { most, air, flatSpan }: AxisRules): ValueAxis {
  const [least, greatest] = [Math.min(...values), Math.max(...values)];
  const isFlat = greatest - least <= Math.max(Math.abs(least), Math.abs(greatest)) * FLAT || greatest - least < LEAST;
  const span = isFlat ? flatSpan : greatest - least;
  const middle = (least + greatest) / 2;
  const low = middle - span * (0.5 + air);
  const high = middle + span * (0.5 + air);
  const { step, places } = stepFor(high - low, most);
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step) - first + 1;
  return { low, high, places, ticks: Array.from({ length: count }, (_, index) => (first + index) * step) };
}
