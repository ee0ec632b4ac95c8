import { describe, expect, test } from 'vitest';
import { verdictOf } from '../corpus/judge-sample.test.fixture.ts';
import { lintTemplate } from '../lint/lint-template.ts';

const OWN = { symbol: 'BTCUSDT.P', firedAt: '2026-11-22T07:00:03Z' };
const judged = (fields: object) => verdictOf({ ...OWN, ...fields }, { mode: 'direction' });
const linted = (fields: object) =>
  lintTemplate(JSON.stringify({ symbol: '{{ticker}}', firedAt: '{{timenow}}', ...fields }), {
    dialect: 'native',
    mode: 'direction',
  });

describe('a percent of which nothing is said', () => {
  test.each([{ percent: 50 }, { closePercent: '50' }, { close_percent: '50%' }, { qtyPercent: 50 }])(
    '%j beside a close: all is closed, and it is noted; lint says what to write',
    (beside) => {
      const { verdict, told } = judged({ action: 'close', ...beside });
      expect(verdict).toBe('close BTCUSDT');
      expect(told).toContain(`Not read: ${Object.keys(beside)[0] ?? ''}.`);
      expect(linted({ action: 'close', ...beside })).toMatchObject([
        { level: 'fault', code: 'unread-size', instead: expect.stringContaining('positionPercent') },
      ]);
    },
  );

  test('beside an entry, too, and as lines', () => {
    expect(judged({ action: 'long', percent: 50 }).told).toContain('Not read: percent.');
    const lines = `symbol=BTCUSDT.P;action=close;closePercent=50;firedAt=${OWN.firedAt}`;
    expect(verdictOf(lines, { dialect: 'kv', mode: 'direction' }).told).toContain('Not read: closePercent.');
  });

  test.each([
    { action: 'close', percent: 0 },
    { action: 'close', percent: '' },
    { action: 'close', positionPercent: '50' },
    { action: 'long', stopLossPercent: '1.5' },
  ])('%j notes none', (fields) => {
    expect(judged(fields).told).not.toContain('Not read');
    expect(linted(fields).map(({ code }) => code)).not.toContain('unread-size');
  });
});
