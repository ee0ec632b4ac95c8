import { test } from 'vitest';
import fc from 'fast-check';
import { FIRED } from './judge-sample.test.fixture.ts';

/** fast-check prints the seed and the path of what fails; put them here to see it again. */
const SEED = 20_261_122;
const RUNS = 200;

/** On a machine that is busy. */
const TIMEOUT_MS = 60_000;

/** A property that is run under the one printed seed. */
export function mutation<Value>(
  title: string,
  values: fc.Arbitrary<Value>,
  holds: (value: Value) => void | Promise<void>,
  numRuns = RUNS,
): void {
  test(
    `${title} (seed ${SEED})`,
    async () => {
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          await holds(value);
        }),
        { seed: SEED, numRuns },
      );
    },
    TIMEOUT_MS,
  );
}

/** The reference shape, filled in: 1 to 3, long. */
export const REFERENCE = {
  passphrase: 'planted-passphrase',
  ticker: 'BTCUSDT.P',
  exchange: 'BINANCE',
  time: '2026-11-22T07:00:00Z',
  timenow: FIRED,
  position_size: '3',
  action: 'buy',
  contracts: '2',
  price: '60000',
  order_id: 'Long',
  comment: 'more',
  alert_message: '',
  market_position: 'long',
  market_position_size: '3',
  prev_market_position: 'long',
  prev_market_position_size: '1',
} as const;

export const STANDS = 'add BTCUSDT 1 to 3';

/** A word in any letter case, with blanks around it. */
export function anyCase(word: string): fc.Arbitrary<string> {
  const letters = fc.tuple(...[...word].map((letter) => fc.constantFrom(letter.toLowerCase(), letter.toUpperCase())));
  const blanks = fc.constantFrom('', ' ', '  ', '\t');
  return fc.tuple(blanks, letters, blanks).map(([before, text, after]) => `${before}${text.join('')}${after}`);
}
