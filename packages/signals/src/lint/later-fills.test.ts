import { describe, expect, test } from 'vitest';
import { defineRoute } from '../define-route.ts';
import { judgeAlert } from '../inbox/judge-alert.ts';
import { readTime } from '../parse/read-time.ts';
import { fillTemplate } from './fill-template.ts';
import { LATER_FILLS } from './later-fills.ts';
import { lintTemplate } from './lint-template.ts';
import { sampleValue } from './placeholders.ts';

const FIELDS = {
  strategy: 'btc-trend',
  symbol: '{{ticker}}',
  action: '{{strategy.order.action}}',
  contracts: '{{strategy.order.contracts}}',
  marketPosition: '{{strategy.market_position}}',
  marketPositionSize: '{{strategy.market_position_size}}',
  prevMarketPosition: '{{strategy.prev_market_position}}',
  prevMarketPositionSize: '{{strategy.prev_market_position_size}}',
  firedAt: '{{timenow}}',
};
const ROUTE = defineRoute({ id: 'trend', brokers: [], symbols: ['BTCUSDT'] });
const FORM = { mode: 'chain', dialect: 'native', route: ROUTE } as const;
const templateOf = (changes: Readonly<Record<string, string>>) => JSON.stringify({ ...FIELDS, ...changes }, null, 1);

describe('a template that reads well at the entry', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['as it is in the docs', {}, []],
    ['with the signed size', { positionSize: '{{strategy.position_size}}' }, []],
    ['with a constant action', { action: 'buy' }, ['inconsistent-transition 1:1']],
    ['with constant contracts', { contracts: '0.5' }, ['inconsistent-transition 1:1']],
    [
      'with the new size as the fill',
      { contracts: '{{strategy.market_position_size}}' },
      ['inconsistent-transition 1:1'],
    ],
    [
      'with the fill as the new size',
      { marketPositionSize: '{{strategy.order.contracts}}' },
      ['inconsistent-transition 1:1', 'conflicting-fields 6:2'],
    ],
    [
      'with a constant position',
      { marketPosition: 'long', prevMarketPosition: 'flat', prevMarketPositionSize: '0' },
      ['inconsistent-transition 1:1', 'conflicting-fields 6:2'],
    ],
  ])('%s: every fill that its route refuses is a fault', (_name, changes, expected) => {
    const template = templateOf(changes);
    const faults = lintTemplate(template, FORM).filter(({ level }) => level === 'fault');
    expect(faults.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(expected);
    const refused = LATER_FILLS.flatMap(({ values }) => refusalAt(template, values) ?? []);
    expect(new Set(refused)).toEqual(new Set(faults.map(({ code }) => code)));
  });

  test('the fault names the fills, and why', () => {
    const [fault] = lintTemplate(templateOf({ action: 'buy' }), FORM);
    expect(fault?.message).toBe(
      'The strategy’s exits are refused: The previous position 0.5, a buy of 0.5 and the new position 0 do not add up.',
    );
  });

  test('a fixed level is not held against a side that the strategy may never take', () => {
    expect(lintTemplate(templateOf({ stopLoss: '59000' }), FORM)).toEqual([]);
  });
});

function refusalAt(template: string, values: Readonly<Record<string, string>>): string | null {
  const { text } = fillTemplate(template, (name) => values[name] ?? sampleValue(name));
  const time = readTime(sampleValue('timenow') ?? '', 'timenow');
  const arrival = { signalId: 's', receivedAt: time.ok ? time.value : 0 };
  const { judgement } = judgeAlert(new TextEncoder().encode(text), ROUTE, arrival);
  return judgement.kind === 'refusal' ? judgement.refusal.code : null;
}
