import { describe, expect, test } from 'vitest';
import { decimal, toClientOrderId } from '@perpdesk/broker-core';
import { fakeOrder, fakePosition } from '@perpdesk/broker-core/testing';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { intentRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import { standStop } from '../testing/stand-stop.test.fixture.ts';

const LONG = [fakePosition({ quantity: decimal('0.02'), entryPrice: decimal('59500'), markPrice: decimal('60000') })];

async function holding(positions = LONG): Promise<ChatBench> {
  return createChatBench([{ id: 'main', positions }]);
}

const trades = (bench: ChatBench): unknown => JSON.parse(JSON.stringify(bench.engine.trades));
const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);

describe('stop and targets by hand', () => {
  test('/sl shows what stands and what will, with distance and outcome, and sends nothing', async () => {
    const bench = await holding();
    await bench.say('/SL btcusdt 59000.04');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main
BTCUSDT LONG 0.020
SL – → 59 000.0 (−1.67 %)
at the stop ≈ −10.00 USDT before fees
The stop 59 000.04 is rounded to 59 000 (tick 0.1).
If the price has passed it at the tap, nothing is changed.
owned by nobody here (it becomes yours) 0.02
Holds until the position ends, over restarts and beside routes.
Nothing is sent before you tap. Valid until 12:01:00 UTC."
`);
    expect(bench.engine.trades).toEqual([]);
    await bench.tap(bench.buttons()[0] ?? '');
    expect(trades(bench)).toMatchObject([
      { type: 'protect', symbol: 'BTCUSDT', positionSide: 'net', direction: 'long', stopLoss: '59000' },
    ]);
    expect(trades(bench)).not.toHaveProperty('0.takeProfits');
  });

  test.each([
    ['/sl BTCUSDT 2%', { stopLoss: '58800' }],
    ['/sl BTCUSDT off', { stopLoss: 'off' }],
    ['/be BTCUSDT @main', { stopLoss: '59500' }],
    [
      '/tp BTCUSDT 62000:50% 64000',
      {
        takeProfits: [
          { price: '62000', share: '50' },
          { price: '64000', share: null },
        ],
      },
    ],
    ['/tp BTCUSDT off', { takeProfits: 'off' }],
    ['/close BTCUSDT 50% @62000', { takeProfits: [{ price: '62000', share: '50' }] }],
    ['/close BTCUSDT @62000', { takeProfits: [{ price: '62000', share: null }] }],
    ['/trail BTCUSDT 1%', { trailing: { activation: null, callback: '1' } }],
    ['/trail BTCUSDT 0.5% @62000', { trailing: { activation: '62000', callback: '0.5' } }],
    ['/trail BTCUSDT off', { trailing: 'off' }],
  ])('%s becomes one command, however often it is tapped', async (command, terms) => {
    const bench = await holding();
    await bench.say(command);
    const [yes = ''] = bench.buttons();
    await Promise.all([bench.tap(yes), bench.tap(yes), bench.tap(yes, { from: 222, chatId: 111 })]);
    await bench.tap(yes);
    expect(trades(bench)).toEqual([expect.objectContaining({ type: 'protect', id: 'nonce-nonce-nonce-1', ...terms })]);
    expect(toasts(bench)).toContain('This card is somebody else’s.');
  });

  test.each([
    ['/sl', 'Write it as /sl BTCUSDT 59000'],
    ['/sl BTCUSDT', 'Write it as /sl BTCUSDT 59000'],
    ['/sl BTCUSDT 1,5', 'Write it as /sl BTCUSDT 59000'],
    ['/sl BTCUSDT -1', 'Write it as /sl BTCUSDT 59000'],
    ['/sl BTCUSDT 1e3', 'Write it as /sl BTCUSDT 59000'],
    ['/sl BTCUSDT 🚀', 'Write it as /sl BTCUSDT 59000'],
    ['/sl BTCUSDT 61000', 'A LONG’s stop is below the price: 61 000.0 against 60 000.0.'],
    ['/tp BTCUSDT 59000', 'A LONG’s target is above the price: 59 000.0 against 60 000.0.'],
    ['/tp BTCUSDT 62000,5', '“62000,5” may be one price or several. Write a decimal with a point, 62000.5'],
    ['/tp BTCUSDT 62000:60%,63000:50%', 'Write it as /tp BTCUSDT 62000'],
    ['/trail BTCUSDT 11%', 'Write it as /trail BTCUSDT 1%'],
    ['/sl ETHUSDT 2000', '@main holds no ETHUSDT.'],
    ['/sl btcsdt 59000', 'Did you mean BTCUSDT'],
  ])('%s is refused in one message without a button', async (command, text) => {
    const bench = await holding();
    await bench.say(command);
    const texts = bench.texts();
    expect(texts).toHaveLength(1);
    expect(plain(texts[0])).toContain(text);
    expect(bench.buttons()).toEqual([]);
  });

  test('/be says why a position at a loss cannot have it', async () => {
    const bench = await holding([
      fakePosition({ quantity: decimal('0.02'), entryPrice: decimal('60100'), markPrice: decimal('60000') }),
    ]);
    await bench.say('/be BTCUSDT');
    expect(plain(bench.texts()[0])).toBe(
      'The position is not in profit: its entry 60 100.0 is above the price 60 000.0, and a stop there would close it at once.',
    );
  });

  test('works while the desk is paused', async () => {
    const bench = await holding();
    bench.engine.set({ paused: true, panicBlocked: true });
    await bench.say('/sl BTCUSDT 59000');
    expect(bench.buttons()).toHaveLength(2);
  });

  test('a stop beyond the liquidation price says so', async () => {
    const bench = await holding([fakePosition({ quantity: decimal('0.02'), liquidationPrice: decimal('55000') })]);
    await bench.say('/sl BTCUSDT 54000');
    expect(plain(bench.texts()[0])).toContain('beyond the liquidation price');
  });

  test('the card names whose position it is', async () => {
    const bench = await holding();
    const row = { brokerId: 'main', symbol: 'BTCUSDT', positionSide: 'net', unit: '1', protect: null, entries: null };
    await bench.journal.commit([
      { type: 'ledger-put', version: 0, row: { ...row, stream: 'trend/btc/BTCUSDT', owned: '0.01', state: 'in' } },
    ]);
    await bench.say('/sl BTCUSDT 59000');
    const text = plain(bench.texts()[0]);
    expect(text).toContain('owned by trend 0.01, nobody here (it becomes yours) 0.01');
    expect(text).toContain('In place of what trend would set.');
  });

  test('in German', async () => {
    const bench = await holding();
    await bench.say('/language de');
    bench.texts();
    await bench.say('/sl BTCUSDT 59000');
    expect(plain(bench.texts()[0])).toContain('SL – → 59 000,0 (−1,67 %)');
  });
});

describe('/reverse', () => {
  test('shows both legs and becomes one command', async () => {
    const bench = await holding();
    await bench.say('/reverse BTCUSDT');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main
REVERSE BTCUSDT LONG 0.020 → SHORT 0.020
price ≈ 60 000.0 · notional ≈ 1 200.00 USDT · fee ≈ 1.20 (taker)
PnL ≈ +10.00 USDT before fees
est. liq ≈ 558 008.0
First all of it is closed; the other side opens once nothing is proven to be left.
Its stops and targets go with it; the new position has none.
owned by nobody here (it becomes yours) 0.02
Nothing is sent before you tap. Valid until 12:01:00 UTC."
`);
    const [yes = ''] = bench.buttons();
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(trades(bench)).toMatchObject([
      { type: 'reverse', positionSide: 'net', direction: 'short', quantity: '0.02', brokerId: 'main' },
    ]);
  });

  test('is refused while the desk is paused', async () => {
    const bench = await holding();
    bench.engine.set({ paused: true });
    await bench.say('/reverse BTCUSDT');
    expect(bench.texts()[0]).toContain('The desk is paused.');
  });
});

describe('settings', () => {
  test.each([
    ['/leverage BTCUSDT 5', { name: 'leverage', value: 5 }, '10x → 5x'],
    ['/margin BTCUSDT iso', { name: 'margin-type', value: 'isolated' }, 'cross → isolated'],
    ['/posmode hedge', { name: 'position-mode', value: 'hedge' }, 'one-way → hedge'],
  ])('%s shows old and new, and is set by a tap', async (command, setting, line) => {
    const bench = await holding([]);
    await bench.say(command);
    expect(plain(bench.texts()[0])).toContain(line);
    await bench.tap(bench.buttons()[0] ?? '');
    expect(trades(bench)).toMatchObject([{ type: 'setting', setting }]);
  });

  test('what is so already makes no card', async () => {
    const bench = await holding([]);
    await bench.say('/leverage BTCUSDT 10');
    expect(bench.texts()).toEqual(['It is 10x already.']);
  });

  test('with a position the card says what it does to margin and liquidation price', async () => {
    const bench = await holding([fakePosition({ quantity: decimal('0.02'), marginType: 'isolated' })]);
    await bench.say('/leverage BTCUSDT 20');
    const text = plain(bench.texts()[0]);
    expect(text).toContain('margin in use ≈ 120.00 → 60.00');
    expect(text).toContain('est. liq');
  });

  test.each(['/leverage BTCUSDT 0', '/leverage BTCUSDT 1.5', '/margin BTCUSDT both', '/posmode', '/leverage'])(
    '%s is refused with its form',
    async (command) => {
      const bench = await holding([]);
      await bench.say(command);
      expect(bench.texts()[0]).toContain('Write it as /');
    },
  );
});

describe('/cancel', () => {
  test('names the orders, and takes back exactly those', async () => {
    const bench = await holding([]);
    const order = fakeOrder({
      type: 'limit',
      symbol: 'BTCUSDT',
      side: 'buy',
      positionSide: 'net',
      quantity: decimal('0.01'),
      price: decimal('50000'),
      clientOrderId: toClientOrderId('web_1'),
    });
    bench.broker('main').emit({ type: 'order-updated', order, venueAt: NOON, receivedAt: NOON });
    await bench.clock.advance(1);
    await bench.say('/cancel BTCUSDT');
    expect(plain(bench.texts()[0])).toContain('BTCUSDT BUY 0.010 limit @ 50 000.0 · not placed by this desk · web_1');
    await bench.tap(bench.buttons()[0] ?? '');
    expect(trades(bench)).toMatchObject([
      { type: 'cancel', orders: [{ symbol: 'BTCUSDT', clientOrderId: 'web_1', venueOrderId: order.venueOrderId }] },
    ]);
  });

  test('nothing to cancel makes no card', async () => {
    const bench = await holding([]);
    await bench.say('/cancel all');
    await bench.say('/cancel 123456789');
    expect(bench.texts()).toEqual(['There is no such order open.', 'There is no such order open.']);
  });

  test('of stops alone it says what takes them away', async () => {
    const bench = await holding();
    await standStop(bench, '59100');
    await bench.say('/cancel all');
    await bench.say('/cancel BTCUSDT');
    const said = 'Only stops and targets are open there: /sl, /tp and /trail take them away.';
    expect(bench.texts()).toEqual([said, said]);
  });
});

describe('a position’s buttons', () => {
  test('each names the position, fits 64 bytes, and opens the card that asks', async () => {
    const bench = await holding();
    await bench.say('/positions');
    const buttons = bench.buttons().filter((data) => data.startsWith('k:'));
    expect(buttons).toHaveLength(9);
    for (const data of buttons) expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    const key = buttons[0]?.split(':')[1] ?? '';
    const opened: string[] = [];
    for (const action of ['q', 'b', 'v', 's:2', 't:5', 'r:1', 'p:50', 's:off']) {
      bench.texts();
      await bench.tap(`k:${key}:${action}`);
      opened.push(plain(bench.texts()[0]).split('\n')[1] ?? '');
    }
    expect(opened).toEqual([
      'CLOSE BTCUSDT LONG 0.005 of 0.020 · market',
      'BTCUSDT LONG 0.020',
      'REVERSE BTCUSDT LONG 0.020 → SHORT 0.020',
      'BTCUSDT LONG 0.020',
      'BTCUSDT LONG 0.020',
      'BTCUSDT LONG 0.020',
      'LONG BTCUSDT 0.010 · market',
      'BTCUSDT LONG 0.020',
    ]);
    expect(bench.engine.trades).toEqual([]);
  });

  test('stop, target, trail and add ask how far first', async () => {
    const bench = await holding();
    await bench.say('/positions');
    const key = bench.buttons()[0]?.split(':')[1] ?? '';
    await bench.tap(`k:${key}:s`);
    expect(bench.buttons()).toEqual(['1', '2', '3', '5', 'off'].map((value) => `k:${key}:s:${value}`));
  });

  test('a viewer’s tap opens nothing', async () => {
    const bench = await holding();
    await bench.say('/positions');
    const key = bench.buttons()[0]?.split(':')[1] ?? '';
    bench.texts();
    for (const action of ['q', 'b', 'v', 's', 's:2', 'p:50']) await bench.tap(`k:${key}:${action}`, { from: 333 });
    expect(bench.texts()).toEqual([]);
  });

  test('of a position that is gone they say so', async () => {
    const bench = await holding([]);
    for (const action of ['b', 'v', 's:2', 'p:50', 'm']) await bench.tap(`k:AAAAAAAAAAAAAAAA:${action}`);
    expect(toasts(bench)).toEqual(Array(5).fill('That position is no longer open.'));
  });
});

describe('/settle', () => {
  const ID = 'a1b2c3d4e5f6';
  async function withDoubt(): Promise<ChatBench> {
    const bench = await holding([]);
    const doubt = { state: 'needs-operator', filledQuantity: '0', averagePrice: null } as const;
    await storeRows(bench.journal, { signals: [signalRow()], intents: [intentRow({ id: ID, ...doubt })] });
    return bench;
  }

  test('alone names the orders of which someone has to say what became of them', async () => {
    const bench = await withDoubt();
    await bench.say('/settle');
    const [text] = bench.texts();
    expect(plain(text)).toContain(`1: ${ID} @main BTCUSDT BUY 0.02 entry`);
    expect(plain(text)).toContain('/settle ID gone');
    expect(bench.buttons()).toEqual([`st:${ID}:gone`, `st:${ID}:done`]);
  });

  test.each([
    ['gone', '0'],
    ['done', '0.02'],
  ])('its button %s asks, too, once', async (word, filled) => {
    const bench = await withDoubt();
    await bench.tap(`st:${ID}:${word}`);
    expect(bench.engine.trades).toEqual([]);
    const [yes = ''] = bench.buttons();
    await bench.tap(yes);
    await bench.tap(yes);
    expect(trades(bench)).toMatchObject([{ type: 'settle', intentId: ID, filled }]);
  });

  test('whose order is settled meanwhile says so', async () => {
    const bench = await withDoubt();
    await bench.tap('st:ffff:gone');
    expect(bench.buttons()).toEqual([]);
    expect(toasts(bench).at(-1)).toContain('Someone has to look at the exchange');
  });

  test.each([
    ['gone', '0'],
    ['done', '0.02'],
    ['done 0.01', '0.01'],
    ['GONE', '0'],
    ['Done', '0.02'],
  ])('%s is asked about, then becomes one command, with a row of the audit', async (word, filled) => {
    const bench = await withDoubt();
    await bench.say(`/settle ${word === 'GONE' ? ID.toUpperCase() : ID} ${word}`);
    expect(bench.engine.trades).toEqual([]);
    const [button = ''] = bench.buttons();
    await bench.tap(button);
    await bench.tap(button);
    expect(trades(bench)).toMatchObject([
      { type: 'settle', intentId: ID, symbol: 'BTCUSDT', brokerId: 'main', filled },
    ]);
    const actions = (await bench.journal.listAudit(10)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'trade.settle')).toHaveLength(1);
  });

  test.each(['done 0.03', 'done -1', 'gone 0.01', 'perhaps'])('%s makes no card', async (word) => {
    const bench = await withDoubt();
    await bench.say(`/settle ${ID} ${word}`);
    expect(bench.buttons()).toEqual([]);
    expect(bench.engine.trades).toEqual([]);
  });
});
