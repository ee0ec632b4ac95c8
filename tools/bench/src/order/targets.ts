import type { ContenderName } from './contender.ts';
import type { OrderFigures } from './figures.ts';

export interface Verdict {
  /** With the figure that decided. */
  readonly text: string;
  readonly isMet: boolean;
}

type Ratios = readonly Pick<OrderFigures, 'name' | 'ratio'>[];

const MOST: readonly (readonly [ContenderName, string, number])[] = [
  ['perpdesk-ws', 'WS-API', 1],
  ['perpdesk-rest', 'REST', 1.7],
];
const OTHERS: readonly ContenderName[] = ['ccxt', 'sdk'];

/** What was promised: p50 against the hand-signed request over REST, and to be ahead of ccxt and the SDK over both. */
export function judge(figures: Ratios): readonly Verdict[] {
  const ratioOf = (name: ContenderName) => figures.find((one) => one.name === name)?.ratio ?? Number.NaN;
  const slowest = Math.max(...MOST.map(([name]) => ratioOf(name)));
  const other = Math.min(...OTHERS.map(ratioOf));
  return [
    ...MOST.map(([name, title, most]) => ({
      text: `${title} ${ratioOf(name).toFixed(2)} (at most ${most.toFixed(1)})`,
      isMet: ratioOf(name) <= most,
    })),
    {
      text: `slower of both ${slowest.toFixed(2)}, faster of ccxt and SDK ${other.toFixed(2)} (ahead of them)`,
      isMet: slowest < other,
    },
  ];
}

/** One line. */
export function formatVerdicts(verdicts: readonly Verdict[]): string {
  return verdicts.map(({ text, isMet }) => `${isMet ? 'pass' : 'FAIL'}: ${text}`).join(' · ');
}
