import { describe, expect, test } from 'vitest';
import { BrokerError, decimal, type Income } from '@perpdesk/broker-core';
import { createChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { fillRow, intentRow, signalRow, storeRows } from '../testing/story-rows.ts';

const booked = (type: Income['type'], amount: string, venueAt = NOON - 1000): Income => ({
  type,
  symbol: type === 'transfer' ? null : 'BTCUSDT',
  asset: 'USDT',
  amount: decimal(amount),
  venueAt,
});

async function benchWithTrades() {
  const bench = await createChatBench([{ id: 'main' }, { id: 'scalps', environment: 'demo' }]);
  bench
    .broker('main')
    .script.always('getIncome', () => [
      booked('fee', '-0.6', NOON - 2000),
      booked('funding', '-5.5'),
      booked('transfer', '1000'),
    ]);
  bench.broker('scalps').script.always('getIncome', () => [booked('realized-pnl', '-20', NOON - 1500)]);
  await storeRows(bench.journal, {
    signals: [signalRow()],
    intents: [intentRow()],
    fills: [
      fillRow(),
      fillRow({
        tradeId: 't2',
        intentId: null,
        clientOrderId: '=HYPERLINK("x")',
        realizedPnl: '-3',
        venueAt: NOON - 10,
      }),
      fillRow({ tradeId: 't3', intentId: null, venueAt: NOON - 40 * 86_400_000 }),
      fillRow({ tradeId: 't4', intentId: null, brokerId: 'scalps', symbol: 'ETHUSDT', venueAt: NOON - 100 }),
    ],
  });
  const files = () => bench.files.map(({ name, text }) => ({ name, lines: text.split('\r\n').slice(0, -1) }));
  return { ...bench, exported: files };
}

describe('/export', () => {
  test('sends the fills and the bookings of the last 30 days as files', async () => {
    const bench = await benchWithTrades();
    await bench.say('/export');
    expect(bench.texts()).toEqual([
      'PAPER main, DEMO scalps · 3 fills · 2026-10-23 to 2026-11-22 (UTC)',
      'PAPER main, DEMO scalps · 4 bookings · 2026-10-23 to 2026-11-22 (UTC)',
    ]);
    expect(bench.exported()).toEqual([
      {
        name: 'fills-2026-10-23-2026-11-22.csv',
        lines: [
          'time,account,environment,symbol,side,position_side,quantity,price,realized_pnl,fee,fee_asset,strategy,client_order_id,trade_id',
          expect.stringMatching(
            /^2026-11-22T11:59:00.050Z,main,paper,BTCUSDT,buy,net,0.02,60012.3,0,0.60,USDT,btc-trend\/default\/BTCUSDT,.*,t1$/,
          ),
          expect.stringMatching(/,scalps,demo,ETHUSDT,.*,t4$/),
          expect.stringMatching(/,-3,0.60,USDT,,"'=HYPERLINK\(""x""\)",t2$/),
        ],
      },
      {
        name: 'bookings-2026-10-23-2026-11-22.csv',
        lines: [
          'time,account,environment,type,symbol,asset,amount',
          '2026-11-22T11:59:58.000Z,main,paper,fee,BTCUSDT,USDT,-0.6',
          '2026-11-22T11:59:58.500Z,scalps,demo,realized-pnl,BTCUSDT,USDT,-20',
          '2026-11-22T11:59:59.000Z,main,paper,funding,BTCUSDT,USDT,-5.5',
          '2026-11-22T11:59:59.000Z,main,paper,transfer,,USDT,1000',
        ],
      },
    ]);
  });

  test('sends one table, of one account, of the days that are wished', async () => {
    const bench = await benchWithTrades();
    await bench.say('/export FUNDING 2026-11 @Main');
    expect(bench.texts()).toEqual(['PAPER main · 1 funding payment · 2026-11-01 to 2026-11-30 (UTC)']);
    expect(bench.exported().map(({ name, lines }) => [name, lines.length])).toEqual([
      ['funding-2026-11-01-2026-11-30.csv', 2],
    ]);
    expect(bench.broker('main').callsOf('getIncome').at(-1)?.[0]).toMatchObject({
      fromAt: Date.UTC(2026, 10, 1),
      untilAt: Date.UTC(2026, 11, 1) - 1,
    });
    expect(bench.broker('scalps').callsOf('getIncome')).toEqual([]);
  });

  test('shows each person the accounts that they see, and no others', async () => {
    const bench = await benchWithTrades();
    await bench.say('/export fills', { from: 222 });
    await bench.say('/export fills @scalps', { from: 222 });
    await bench.say('/export', { from: 666 });
    expect(bench.exported()).toHaveLength(1);
    expect(bench.exported()[0]?.lines.join('\n')).not.toContain('scalps');
    expect(bench.texts()[1]).toBe('There is no account @scalps. You have @main.');
  });

  test('says where there is nothing, what could not be read, and how it is asked for', async () => {
    const bench = await benchWithTrades();
    bench.broker('scalps').script.always('getIncome', () => {
      throw new BrokerError('network', { message: 'The line is down.', operation: 'getIncome' });
    });
    await bench.say('/export fills 2026-01');
    await bench.say('/export bookings today');
    await bench.say('/export fills yesterday');
    await bench.say('/export fills 7d 30d');
    expect(bench.texts()).toEqual([
      'PAPER main, DEMO scalps · 0 fills · 2026-01-01 to 2026-01-31 (UTC)',
      'PAPER main, DEMO scalps · 3 bookings · 2026-11-22 to 2026-11-22 (UTC)\n⚠️ Without @scalps: its bookings could not be read now.',
      expect.stringContaining('Say it like /export'),
      expect.stringContaining('Say it like /export'),
    ]);
    expect(bench.exported()).toHaveLength(1);
  });

  test('cuts off what is too much, the oldest first, and says so', async () => {
    const bench = await benchWithTrades();
    bench
      .broker('main')
      .script.always('getIncome', () =>
        Array.from({ length: 10_001 }, (_, index) => booked('fee', `${index}`, NOON - 20_000 + index)),
      );
    await bench.say('/export bookings today @main');
    expect(bench.texts()[0]).toMatch(/10000 bookings.*\nOnly the newest 10\u202f000:/);
    expect(bench.exported()[0]?.lines[1]).toMatch(/,USDT,1$/);
  });

  test('has the fills of an earlier month, however many came after it', async () => {
    const bench = await createChatBench([{ id: 'main' }]);
    const traded = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) =>
        fillRow({ tradeId: `t${from + index}`, intentId: null, venueAt: from + index }),
      );
    const fills = [...traded(3, Date.UTC(2026, 8, 23)), ...traded(10_001, Date.UTC(2026, 10, 2))];
    await storeRows(bench.journal, { signals: [], intents: [], fills });
    await bench.say('/export fills 2026-09');
    expect(bench.texts()[0]).toBe('PAPER main · 3 fills · 2026-09-01 to 2026-09-30 (UTC)');
  });
});
