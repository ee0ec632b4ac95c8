import { beforeEach, describe, expect, test } from 'vitest';
import { GrammyError } from 'grammy';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder } from '@perpdesk/broker-core/testing';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { CLIENT_ID, fillRow, intentRow, signalRow, storeRows } from '../testing/story-rows.ts';

const ROUTE = {
  mode: 'chain',
  execute: 'auto',
  configured: 'auto',
  dryRun: false,
  switched: null,
  symbols: ['BTCUSDT'],
} as const;
const TRADER = { from: 222 };
let bench: ChatBench;

const said = async (text: string, options?: { readonly from: number }) => {
  await bench.say(text, options);
  return (bench.texts()[0] ?? '').replaceAll('\u202f', ' ');
};

beforeEach(async () => {
  bench = await createChatBench([{ id: 'main' }, { id: 'scalps', environment: 'demo' }]);
  bench.engine.routeStates = [
    { ...ROUTE, id: 'btc-trend', brokerIds: ['main'] },
    { ...ROUTE, id: 'fast', brokerIds: ['scalps'] },
  ];
  await storeRows(bench.journal, {
    signals: [
      signalRow(),
      signalRow({
        id: 'ffff00001111',
        source: 'route:fast',
        state: 'refused',
        code: 'too-old',
        detail: 'It is 130 s old.',
        signal: null,
        receivedAt: NOON - 1000,
        parsedAt: null,
      }),
    ],
    intents: [intentRow()],
    fills: [fillRow()],
  });
});

describe('/signals', () => {
  test('lists what came, what it asked for and what became of it, newest first', async () => {
    expect(await said('/signals')).toMatchInlineSnapshot(`
"fast · not understood · too-old
ffff00001111 · 22 Nov, 11:59:59 UTC

btc-trend · BTCUSDT 0 → 0.02 · 1 filled
a1b2c3d4e5f6 · 22 Nov, 11:59:00 UTC"
`);
    expect(bench.buttons()).toEqual(['v:m:signal ffff00001111', 'v:m:signal a1b2c3d4e5f6', 'v:h:signals']);
  });

  test('of one route, and so many', async () => {
    expect(await said('/signals BTC-TREND')).not.toContain('fast');
    expect(await said('/signals 1')).not.toContain('btc-trend');
    expect(await said('/signals 0')).toBe('Say how many as a whole number from 1 to 30: /signals 20');
    expect(await said('/signals none')).toBe('There is no route none. There is: btc-trend, fast.');
  });

  test('of a route of no account, to whoever sees all of them', async () => {
    bench.engine.routeStates = [{ ...ROUTE, id: 'words', mode: 'notify', symbols: [], brokerIds: [] }];
    await storeRows(bench.journal, { signals: [signalRow({ id: 'bbbb00001111', source: 'route:words' })] });
    expect(await said('/signals words')).toContain('bbbb00001111');
    expect(await said('/signals words', TRADER)).toContain('There is no route words.');
  });

  test('shows a person their own commands, of the accounts that they see', async () => {
    const { signal: stored } = JSON.parse(signalRow().signal ?? '');
    const own = (id: string, brokerId: string) => {
      const source = 'chat:user:222';
      const stream = 'operator/user:222/BTCUSDT';
      const signal = { ...stored, id, source, routeId: 'operator', stream };
      const order = { type: 'protect', brokerId, positionSide: 'net', direction: 'long', stopLoss: '59000' };
      return signalRow({ id, source, stream, signal: JSON.stringify({ signal, order, relay: [] }) });
    };
    await storeRows(bench.journal, { signals: [own('cccc00001111', 'main'), own('dddd00001111', 'scalps')] });
    const text = await said('/signals', TRADER);
    expect(text).toContain('cccc00001111');
    expect(text).not.toContain('dddd00001111');
    expect(await said('/signal cccc', TRADER)).toContain('cccc00001111');
    expect(await said('/signal dddd', TRADER)).toContain('There is no signal dddd.');
    expect(await said('/signals', { from: 333 })).toContain('dddd00001111');
  });

  test('shows nobody what concerns other accounts alone', async () => {
    const text = await said('/signals', TRADER);
    expect(text).toContain('btc-trend');
    expect(text).not.toContain('fast');
    expect(await said('/signals fast', TRADER)).toBe('There is no route fast. There is: btc-trend.');
    expect(await said('/signal ffff00001111', TRADER)).toBe(
      'There is no signal ffff00001111. /signals lists the newest.',
    );
  });
});

describe('/signal', () => {
  test('tells its way with the ms of each step', async () => {
    expect(await said('/signal A1B2')).toMatchInlineSnapshot(`
"Signal of btc-trend · a1b2c3d4e5f6 · done
BTCUSDT 0 → 0.02 · open · at 60 000.0
received 22 Nov, 11:59:00 UTC · fired 1 s before

PAPER main · BTCUSDT BUY 0.020 · entry: filled
filled 0.020 at 60 012.3
received → parsed 1 ms → risk check 2 ms → written down 1 ms → sent 1 ms → acknowledged 40 ms → filled 15 ms · 60 ms in all
pp-7k2-3-1-1-0a1b2c3d"
`);
    expect(bench.buttons()).toEqual([`v:m:order ${CLIENT_ID}`, 'v:h:signal A1B2']);
  });

  test('tells why it was refused', async () => {
    expect(await said('/signal ffff00001111')).toMatchInlineSnapshot(`
"Signal of fast · ffff00001111 · refused
not understood
received 22 Nov, 11:59:59 UTC
It is 130 s old. (too-old)

No order was needed, or none on an account that is open to you."
`);
  });

  test('wants to know which', async () => {
    expect(await said('/signal')).toBe('Say which: /signal ID. /signals lists the newest.');
    await storeRows(bench.journal, { signals: [signalRow({ id: 'a1b299999999' })] });
    expect(await said('/signal a1b2')).toBe('a1b2 begins more than one signal. Write more of it.');
  });

  test('a button of the list tells all about one', async () => {
    await bench.say('/signals');
    bench.texts();
    await bench.tap('v:m:signal a1b2c3d4e5f6');
    expect(bench.texts()[0]).toContain('Signal of btc-trend · a1b2c3d4e5f6');
  });
});

describe('a button that gives a command', () => {
  test('gives none that does more than read, and none to a stranger', async () => {
    for (const command of ['panic', 'pause', 'close BTCUSDT', 'long BTCUSDT 1', 'nothing']) {
      await bench.tap(`v:m:${command}`);
      await bench.tap(`v:h:${command}`);
    }
    await bench.tap('v:m:signals', { from: 666, chatId: 111 });
    expect(bench.texts()).toEqual([]);
    expect(bench.engine.controls).toEqual([]);
  });

  test('shows its answer in place of the card, also where nothing changed', async () => {
    await bench.tap('v:h:fills');
    expect(bench.sent.at(-1)).toMatchObject({
      method: 'editMessageText',
      payload: { text: expect.stringContaining('BTCUSDT BUY') },
    });
    const error = { ok: false, error_code: 400, description: 'Bad Request: message is not modified' } as const;
    bench.fail('editMessageText', new GrammyError('refused', error, 'editMessageText', {}));
    await bench.tap('v:h:fills');
    expect(bench.texts()).toEqual([]);
  });
});

describe('/order', () => {
  test('tells state, history and what its id says', async () => {
    const request = { type: 'market', symbol: 'BTCUSDT', side: 'buy', positionSide: 'net' } as const;
    const order = fakeOrder(
      { ...request, quantity: decimal('0.02'), clientOrderId: toClientOrderId(CLIENT_ID) },
      {
        status: 'filled',
        filledQuantity: decimal('0.02'),
        averageFillPrice: decimal('60012.3'),
        createdAt: NOON - 59_980,
        updatedAt: NOON - 59_950,
      },
    );
    bench.broker('main').script.always('findOrder', () => ({ order, serverAt: NOON }));
    expect(await said(`/order ${CLIENT_ID}`)).toMatchInlineSnapshot(`
"PAPER main · Order
BTCUSDT BUY 0.020 · market · filled
0.020 filled · average 60 012.3
gtc · placed 22 Nov, 11:59:00 UTC · changed 11:59:00 UTC
exchange’s id venue-pp-7k2-3-1-1-0a1b2c3d

As the desk wrote it down
entry: filled
received → parsed 1 ms → risk check 2 ms → written down 1 ms → sent 1 ms → acknowledged 40 ms → filled 15 ms · 60 ms in all
attempt 1 · written down 11:59:00 UTC · filled
11:59:00 UTC 0.020 at 60 012.3 · fee 0.60 USDT

client id pp-7k2-3-1-1-0a1b2c3d
PAPER · of btc-trend/default/BTCUSDT · step 3 · order 1 · attempt 1"
`);
    expect(bench.buttons()).toEqual(['v:m:signal a1b2c3d4e5f6', `v:h:order ${CLIENT_ID}`]);
  });

  test('of another account is not known', async () => {
    await storeRows(bench.journal, {
      intents: [intentRow({ id: 'i2', brokerId: 'scalps', clientOrderId: 'pd-7k2-3-1-1-0a1b2c3d', leg: 2 })],
    });
    expect(await said('/order pd-7k2-3-1-1-0a1b2c3d', TRADER)).toContain('is known here');
    expect(await said('/order pd-7k2-3-1-1-0a1b2c3d')).toContain('DEMO scalps · Order');
    expect(await said('/order')).toContain('Say which');
  });
});

describe('/fills', () => {
  test('lists the latest, with whose they are', async () => {
    await storeRows(bench.journal, {
      fills: [
        fillRow({ tradeId: 't2', intentId: null, side: 'sell', realizedPnl: '2.41', venueAt: NOON - 1000 }),
        fillRow({ brokerId: 'scalps', symbol: 'ETHUSDT', price: '3000.5', intentId: null, venueAt: NOON - 2000 }),
      ],
    });
    expect(await said('/fills')).toMatchInlineSnapshot(`
"PAPER main · BTCUSDT SELL 0.020 at 60 012.3
PnL +2.41 · fee 0.60 USDT · not by the desk · 22 Nov, 11:59:59 UTC

DEMO scalps · ETHUSDT BUY 0.020 at 3 000.50
fee 0.60 USDT · not by the desk · 22 Nov, 11:59:58 UTC

PAPER main · BTCUSDT BUY 0.020 at 60 012.3
fee 0.60 USDT · btc-trend/default/BTCUSDT · 22 Nov, 11:59:00 UTC"
`);
    expect(await said('/fills 1 @main')).not.toContain('ETHUSDT');
    expect(await said('/fills ETHUSDT')).not.toContain('BTCUSDT');
    expect(await said('/fills', TRADER)).not.toContain('ETHUSDT');
    expect(await said('/fills 51')).toContain('1 to 50');
  });
});
