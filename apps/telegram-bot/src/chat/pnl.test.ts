import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type Income } from '@perpdesk/broker-core';
import { createChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { fillRow, intentRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const booked = (type: Income['type'], amount: string, asset = 'USDT'): Income => ({
  type,
  symbol: 'BTCUSDT',
  asset,
  amount: decimal(amount),
  venueAt: NOON - 1000,
});

async function benchWithTrades() {
  const bench = await createChatBench([{ id: 'main' }, { id: 'scalps', environment: 'demo' }]);
  bench
    .broker('main')
    .script.always('getIncome', () => [
      booked('realized-pnl', '120'),
      booked('fee', '-15'),
      booked('funding', '-5.5'),
      booked('transfer', '1000'),
      booked('fee', '-0.01', 'BNB'),
    ]);
  bench.broker('scalps').script.always('getIncome', () => [booked('realized-pnl', '-20')]);
  await storeRows(bench.journal, {
    signals: [signalRow()],
    intents: [intentRow(), intentRow({ id: 'i2', kind: 'reduce', leg: 2 })],
    fills: [
      fillRow(),
      fillRow({ tradeId: 't2', intentId: 'i2', realizedPnl: '70', fee: '1' }),
      fillRow({ tradeId: 't3', intentId: 'i2', realizedPnl: '50', fee: '1' }),
      fillRow({ tradeId: 't4', intentId: null, clientOrderId: 'hand', realizedPnl: '-3', fee: '0.5' }),
      fillRow({
        tradeId: 't5',
        intentId: null,
        clientOrderId: 'old',
        realizedPnl: '9',
        venueAt: NOON - 86_400_000 * 3,
      }),
    ],
  });
  return bench;
}

test('of a strategy whose fees were paid in another asset the card says that they are not taken off', async () => {
  const bench = await benchWithTrades();
  const paid = { tradeId: 't6', intentId: 'i2', realizedPnl: '10', fee: '0.01', feeAsset: 'BNB' };
  await storeRows(bench.journal, { signals: [], intents: [], fills: [fillRow(paid)] });
  await bench.say('/pnl');
  const [pnl = ''] = bench.texts().map(plain);
  const isSaid = (line: string) => line.endsWith('fees in other assets not taken off');
  const [own, foreign] = ['btc-trend', 'not by the desk'].map(
    (name) => pnl.split('\n').find((line) => line.startsWith(name)) ?? '',
  );
  expect([own, foreign].map((line) => isSaid(line ?? ''))).toEqual([true, false]);
});

test('what settles in different assets is told by asset', async () => {
  const bench = await benchWithTrades();
  const paid = { intentId: null, clientOrderId: 'hand-2', symbol: 'XRPUSDC', feeAsset: 'USDC' };
  const fill = fillRow({ tradeId: 't6', realizedPnl: '-20', fee: '1', ...paid });
  await storeRows(bench.journal, { signals: [], intents: [], fills: [fill] });
  await bench.say('/pnl');
  const [pnl = ''] = bench.texts().map(plain);
  expect(pnl.split('\n').filter((line) => line.startsWith('not by the desk'))).toEqual([
    expect.stringContaining('−21.00 USDC'),
    expect.stringContaining('−3.50 USDT'),
  ]);
});

test('what /panic closed of nobody’s is told as its own, not as done by somebody else', async () => {
  const bench = await benchWithTrades();
  const closed = { intentId: null, clientOrderId: 'pp-panic-1-1-1-d3cb7ad4', realizedPnl: '-7', fee: '1' };
  const fill = fillRow({ tradeId: 't6', symbol: 'XRPUSDT', ...closed });
  await storeRows(bench.journal, { signals: [], intents: [], fills: [fill] });
  await bench.say('/pnl');
  await bench.say('/fills 1');
  const [pnl, fills] = bench.texts().map(plain);
  expect(pnl).toContain('/panic · −8.00 · 0 of 1 won (0 %)');
  expect(pnl).toContain('not by the desk · −3.50');
  expect(fills).toContain('/panic');
});

test('what /panic closed of a strategy counts as that strategy’s', async () => {
  const bench = await createChatBench();
  const closed = { intentId: null, clientOrderId: 'pp-panic-1-1-1-d3cb7ad4', realizedPnl: '-7', fee: '1' };
  await storeRows(bench.journal, {
    signals: [signalRow()],
    intents: [intentRow()],
    // opened before today
    fills: [fillRow({ venueAt: NOON - 86_400_000 }), fillRow({ tradeId: 't2', side: 'sell', ...closed })],
  });
  await bench.say('/pnl');
  await bench.say('/fills 1');
  const [pnl, fills] = bench.texts().map(plain);
  expect(pnl).toContain('btc-trend/default/BTCUSDT · −8.00 · 0 of 1 won (0 %)');
  expect(pnl).not.toContain('/panic');
  // whose order it was
  expect(fills).toContain('/panic');
});

describe('/pnl', () => {
  test('tells realised, fees, funding and won orders, by account and strategy', async () => {
    const bench = await benchWithTrades();
    await bench.say('/pnl');
    expect(plain(bench.texts()[0])).toBe(
      [
        'PnL of today',
        '',
        'PAPER main · +99.50 USDT',
        'realised +120.00 · fees −15.00 · funding −5.50',
        'what it booked in other assets is left out',
        '',
        'DEMO scalps · −20.00 USDT',
        'realised −20.00 · fees 0.00 · funding 0.00',
        '',
        'Together +79.50 USDT',
        'realised +100.00 · fees −15.00 · funding −5.50',
        '',
        'By strategy, less fees',
        'btc-trend/default/BTCUSDT · +117.40 · 1 of 1 won (100 %)',
        'not by the desk · −3.50 · 0 of 1 won (0 %)',
      ].join('\n'),
    );
    expect(bench.buttons()).toEqual(['v:h:pnl 7d', 'v:h:pnl 30d', 'v:m:export bookings today', 'v:h:pnl today']);
    expect(bench.broker('main').callsOf('getIncome').at(-1)?.[0]).toMatchObject({ fromAt: NOON - 12 * 3_600_000 });
  });

  test('shows what the accounts booked together as a picture', async () => {
    const bench = await benchWithTrades();
    await bench.say('/pnl 7d');
    expect(bench.sent.at(-1)?.method).toBe('sendPhoto');
    const svg = plain(bench.drawn[0]).replaceAll('\u00a0', ' ');
    for (const words of ['PnL of the last 7 days', 'PAPER main · DEMO scalps · time: UTC', '>+79.50 USDT<', '>22 Nov<'])
      expect(svg).toContain(words);
  });

  test('looks further back, in place of the card', async () => {
    const bench = await benchWithTrades();
    await bench.tap('v:h:pnl 7d');
    const { method, payload } = bench.sent.at(-1) ?? {};
    expect(method).toBe('editMessageMedia');
    expect(payload?.['media']).toMatchObject({ type: 'photo' });
    expect(plain(JSON.stringify(payload?.['media']))).toContain('not by the desk · +4.90 · 1 of 2 won (50 %)');
  });

  test('stays with the account that was asked for', async () => {
    const bench = await benchWithTrades();
    await bench.say('/pnl @scalps');
    expect(bench.buttons()).toEqual([
      'v:h:pnl 7d @scalps',
      'v:h:pnl 30d @scalps',
      'v:m:export bookings today @scalps',
      'v:h:pnl today @scalps',
    ]);
  });

  test('says which account did not tell, and adds nothing up without it', async () => {
    const bench = await benchWithTrades();
    bench.broker('scalps').script.always('getIncome', () => {
      throw new BrokerError('network', { message: 'The line is down.', operation: 'getIncome' });
    });
    await bench.say('/pnl 30D');
    const text = plain(bench.texts()[0]);
    expect(text).toContain('DEMO scalps · its bookings could not be read now');
    expect(text).not.toContain('Together');
    // half a sum would be a wrong picture
    expect(bench.drawn).toEqual([]);
  });

  test('is asked for one account or a period that there is', async () => {
    const bench = await benchWithTrades();
    await bench.say('/pnl @scalps', { from: 222 });
    await bench.say('/pnl 5d');
    expect(bench.texts()).toEqual([
      'There is no account @scalps. You have @main.',
      'Say how far back: /pnl today, /pnl 7d or /pnl 30d',
    ]);
  });
});
