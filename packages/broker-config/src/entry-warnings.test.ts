import { expect, test } from 'vitest';
import { GOOD_ENV, GOOD_LINES } from './faults-of.test.support.ts';
import { formatConfigErrors, formatConfigWarnings } from './errors/format-config-errors.ts';
import { loadConfig } from './load-config.ts';

async function warningsOf(...lines: readonly string[]): Promise<readonly string[]> {
  const whole = GOOD_LINES.toSpliced(7, 0, ...lines.map((line) => `    ${line}`)).join('\n');
  const readFile = (path: string) => (path === 'p' ? Promise.resolve(whole) : Promise.reject(new Error('no file')));
  const result = await loadConfig({ path: 'p', env: GOOD_ENV, readFile });
  if (!result.ok) throw new Error(formatConfigErrors(result.errors));
  return formatConfigWarnings(result.warnings)
    .split('\n')
    .filter((line) => line.includes('routes.demo.entry'))
    .map((line) => line.replace(/^p:\d+:\d+ +routes\.demo\./, ''));
}

test('what the type of an entry does not read is said, by its path and place', async () => {
  expect(await warningsOf('entry: { type: chase, steps: 3, offset: "1" }')).toEqual([
    'entry.steps  It says nothing with type: chase, but with ladder.',
    'entry.offset  It says nothing with type: chase, but with limit or ladder.',
  ]);
  expect(await warningsOf('entry: { expiry: 30s }')).toEqual([
    'entry.expiry  It says nothing with type: market, but with limit or chase or ladder.',
  ]);
  expect(await warningsOf('entry: { type: limit, offset: "1", steps: 2 }')).toEqual([
    'entry.steps  It says nothing with type: limit, but with ladder.',
  ]);
});

test.each([
  [['entry: { type: ladder, offset: "1", expiry: 30s, fallback: market, steps: 2 }']],
  [['entry: { type: limit, offset: "1", expiry: 30s, fallback: market }']],
  [['entry: { type: chase, expiry: 30s, fallback: market }']],
  // an alert may ask for a limit of its own there
  [['overrides: [type]', 'entry: { expiry: 30s, fallback: market }']],
  [['mode: order', 'entry: { expiry: 30s }']],
])('what it reads, or what may come by an alert, is not: %j', async (lines) => {
  expect(await warningsOf(...lines)).toEqual([]);
});
