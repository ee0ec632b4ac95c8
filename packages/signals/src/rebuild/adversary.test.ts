import { expect, test } from 'vitest';
import { formatDecimal, type Decimal } from '@perpdesk/broker-core';
import { adversary } from './adversary.test.fixture.ts';
import { rebuildSide } from './rebuild-side.ts';

const SEEDS = 1_000;

test('what is called proven is what a desk that was there would own, whenever it looked', () => {
  const wrong: string[] = [];
  let proven = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { fills, held, owned } = adversary(seed);
    const { proof, parts } = rebuildSide({ symbol: 'BTCUSDT', positionSide: 'net', held, fills });
    if (proof !== 'proven') continue;
    proven++;
    const told = partsText(parts.map((part) => [part.streamCode, part.owned] as const));
    const known = partsText([...owned]);
    if (told !== known) {
      const past = fills.map(({ streamCode, isReducing, fill: { side, quantity } }) =>
        [streamCode ?? '-', side, formatDecimal(quantity), isReducing ?? '?'].join(' '),
      );
      wrong.push(`${seed}: ${past.join(', ')}: ${told}, not ${known}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(proven).toBeGreaterThan(SEEDS / 3);
});

function partsText(parts: readonly (readonly [string, Decimal])[]): string {
  return parts
    .filter(([, part]) => !part.isZero())
    .map(([code, part]) => `${code} ${formatDecimal(part)}`)
    .toSorted()
    .join(', ');
}
