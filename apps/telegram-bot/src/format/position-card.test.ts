import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { PositionReport } from '../desk/account-reports.ts';
import { createSpeech, PLAIN_SPEECH } from '../language/speech.ts';
import { positionsCard, positionText } from './position-card.ts';
import { toPositionFace } from './position-head.ts';

function held(brokerId: string, symbol: string, quantity: string): PositionReport {
  const isShort = quantity.startsWith('-');
  return {
    brokerId,
    environment: 'paper',
    heardAgoMs: 0,
    instrument: null,
    stopPrice: null,
    naked: decimal(quantity).abs(),
    atStops: null,
    targetPrices: [],
    trailing: [],
    key: `${brokerId}-${symbol}-${isShort ? 's' : 'l'}`,
    position: {
      symbol,
      positionSide: isShort ? 'short' : 'long',
      quantity: decimal(quantity),
      entryPrice: decimal('60000'),
      markPrice: decimal('60000'),
      liquidationPrice: null,
      unrealizedPnl: decimal('0'),
      leverage: 10,
      marginType: 'cross',
      notional: decimal('1200'),
      initialMargin: decimal('120'),
      maintenanceMargin: decimal('5'),
      adlQuantile: null,
      updatedAt: 0,
    },
  };
}

function labels(...positions: readonly PositionReport[]): readonly (readonly string[])[] {
  const { buttons } = positionsCard(PLAIN_SPEECH, { positions, unread: [] }, false);
  return buttons.map((row) => row.map((button) => button.label));
}

describe('the buttons of positions', () => {
  test('one alone needs no name', () => {
    expect(labels(held('main', 'BTCUSDT', '0.02'))).toEqual([
      ['Close 50\u202f%', 'Close'],
      ['Close 25\u202f%', 'SL', 'TP', 'Break-even'],
      ['Trail', 'Reverse', 'Add', 'Chart'],
    ]);
  });

  test('several on one account are told apart by symbol', () => {
    expect(labels(held('main', 'BTCUSDT', '0.02'), held('main', 'ETHUSDT', '-1'))).toEqual([
      ['Close 50\u202f% BTCUSDT', 'Close BTCUSDT', 'More'],
      ['Close 50\u202f% ETHUSDT', 'Close ETHUSDT', 'More'],
    ]);
  });

  test('long and short of one symbol are told apart by side', () => {
    const hedged = [held('main', 'BTCUSDT', '0.02'), held('main', 'BTCUSDT', '-0.01'), held('main', 'ETHUSDT', '1')];
    expect(labels(...hedged)).toEqual([
      ['Close 50\u202f% BTCUSDT LONG', 'Close BTCUSDT LONG', 'More'],
      ['Close 50\u202f% BTCUSDT SHORT', 'Close BTCUSDT SHORT', 'More'],
      ['Close 50\u202f% ETHUSDT', 'Close ETHUSDT', 'More'],
    ]);
  });

  test('those of two accounts name the account', () => {
    expect(labels(held('main', 'BTCUSDT', '0.02'), held('second', 'BTCUSDT', '0.02'))).toEqual([
      ['Close 50\u202f% BTCUSDT LONG @main', 'Close BTCUSDT LONG @main', 'More'],
      ['Close 50\u202f% BTCUSDT LONG @second', 'Close BTCUSDT LONG @second', 'More'],
    ]);
    expect(labels(held('main', 'BTCUSDT', '0.02'), held('second', 'ETHUSDT', '1'))).toEqual([
      ['Close 50\u202f% BTCUSDT @main', 'Close BTCUSDT @main', 'More'],
      ['Close 50\u202f% ETHUSDT @second', 'Close ETHUSDT @second', 'More'],
    ]);
  });
});

test.each([
  ['en', 'SL 59 000 (−1.67 %) for 0.01 alone'],
  ['de', 'SL 59 000 (−1,67 %) nur für 0,01'],
] as const)('in %s a stop of a part says of how much', (language, text) => {
  const report = { ...held('main', 'BTCUSDT', '0.03'), stopPrice: decimal('59000'), naked: decimal('0.02') };
  const card = positionsCard(createSpeech(language, 'UTC'), { positions: [report], unread: [] }, true);
  expect(card.text.text.replaceAll('\u202f', ' ')).toContain(text);
});

test('a trailing stop is on the card, with the price from which it trails', () => {
  const level = { price: null, quantity: null, callback: decimal('1') };
  const lineOf = (trailing: PositionReport['trailing']) => {
    const positions = [{ ...held('main', 'BTCUSDT', '0.02'), trailing }];
    return positionsCard(PLAIN_SPEECH, { positions, unread: [] }, false)
      .text.text.split('\n')[2]
      ?.replaceAll('\u202f', ' ');
  };
  expect(lineOf([level])).toBe('liq – · SL – · trail 1 % · TP –');
  expect(lineOf([{ ...level, price: decimal('62000') }])).toBe('liq – · SL – · trail 1 % from 62 000 · TP –');
  expect(lineOf([])).toBe('liq – · SL – · TP –');
});

test.each([
  ['en', 10, 'PnL +179.80 (+5.98 % of margin)'],
  ['en', null, 'PnL +179.80 (+0.6 % of notional)'],
  ['de', 10, 'PnL +179,80 (+5,98 % der Margin)'],
] as const)('in %s the share of the PnL at a leverage of %j says of what it is', (language, leverage, text) => {
  const report = held('main', 'BTCUSDT', '0.5');
  const position = { ...report.position, entryPrice: decimal('60120.5'), unrealizedPnl: decimal('179.8') };
  const face = { ...toPositionFace({ ...report, position }), leverage };
  const shown = positionText(createSpeech(language, 'UTC'), face).text;
  expect(shown.replaceAll('\u202f', ' ')).toContain(text);
});
