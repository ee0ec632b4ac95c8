import { expect, test } from 'vitest';
import { formatDecimal } from '@perpdesk/broker-core';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { parseTerms } from './order-terms.ts';

function targetsOf(word: string): string {
  const terms = parseTerms([word], '/long');
  if (!terms.ok) return terms.detail(PLAIN_SPEECH);
  return terms.value.targets
    .map(({ at, share }) => {
      const level = at.type === 'price' ? formatDecimal(at.price) : `${formatDecimal(at.percent)}%`;
      return share === null ? level : `${level}:${formatDecimal(share)}%`;
    })
    .join(' ');
}

test.each([
  'tp=58000,5',
  'tp=58000,25:50%',
  'tp=58,500',
  'tp=2,75',
  'tp=0,52',
  'tp=61000,62000,5',
  'tp=2,5%',
  'tp=62000:12,5%',
  'tp=62000:12,5',
])('%s is refused: its comma may be the point of a decimal', (word) => {
  expect(targetsOf(word)).toBe(
    `“${word}” may be one price or several. Write a decimal with a point, tp=62000.5, and far targets each for itself: tp=62000 tp=130000.`,
  );
});

test.each([
  ['tp=61000,62000', '61000 62000'],
  ['tp=3000,3200', '3000 3200'],
  ['tp=3000:50,3200', '3000:50% 3200'],
  ['tp=62000:50%,64000', '62000:50% 64000'],
  ['tp=2%,4%', '2% 4%'],
  ['tp=2%:50,4%', '2%:50% 4%'],
  ['tp=61000,5%', '61000 5%'],
  ['tp=1.25,5', '1.25 5'],
  ['tp=58000.5', '58000.5'],
])('%s is a list of targets', (word, targets) => {
  expect(targetsOf(word)).toBe(targets);
});
