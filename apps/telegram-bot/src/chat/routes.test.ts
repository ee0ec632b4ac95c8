import { beforeEach, describe, expect, test } from 'vitest';
import type { RouteState } from '@perpdesk/signals';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { NOON } from '../testing/desk-bench.ts';
import { fillRow, intentRow, signalRow, storeRows } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';

const ROUTE: RouteState = {
  id: 'btc-trend',
  mode: 'chain',
  execute: 'ask',
  configured: 'ask',
  switched: null,
  dryRun: false,
  brokerIds: ['main'],
  symbols: ['BTCUSDT'],
};
let bench: ChatBench;
const buttonTo = (execute: string) => bench.buttons().find((data) => data.endsWith(`:${execute}`)) ?? '';

beforeEach(async () => {
  bench = await createChatBench([{ id: 'main' }, { id: 'scalps', environment: 'demo' }]);
  bench.engine.routeStates = [
    ROUTE,
    { ...ROUTE, id: 'both', execute: 'auto', brokerIds: ['main', 'scalps'], switched: { actor: 'user:111', at: NOON } },
    { ...ROUTE, id: 'words', mode: 'notify', execute: 'auto', brokerIds: ['scalps'] },
  ];
  await storeRows(bench.journal, {
    signals: [signalRow()],
    intents: [intentRow({ kind: 'reduce' })],
    fills: [fillRow({ realizedPnl: '12.5' })],
  });
});

describe('/routes', () => {
  test('shows each with its last alert, count and result, and how it was switched', async () => {
    await bench.say('/routes');
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"btc-trend: ask · chain · BTCUSDT · PAPER main
last alert 1 min ago · today 1 alert · PnL +11.90

both: auto · chain · BTCUSDT · PAPER main, DEMO scalps
switched by user 111, 22 Nov, 12:00:00 UTC; its configuration says ask
no alert yet · today 0 alerts · PnL 0.00

words: words only · notify · BTCUSDT · DEMO scalps
no alert yet · today 0 alerts · PnL 0.00"
`);
    expect(bench.buttons().map((data) => data.replace(/^rt:[^:]{16}:/, ''))).toEqual([
      'auto',
      'notify',
      'ask',
      'notify',
      'v:h:routes',
    ]);
  });

  test('says where fees in other assets are not taken off', async () => {
    const fill = fillRow({ tradeId: 't2', realizedPnl: '100', fee: '0.02', feeAsset: 'BNB' });
    await storeRows(bench.journal, { signals: [], intents: [], fills: [fill] });
    await bench.say('/routes');
    expect(plain(bench.texts()[0]).match(/PnL .*/g)).toEqual([
      'PnL +111.90 · fees in other assets not taken off',
      'PnL 0.00',
      'PnL 0.00',
    ]);
  });

  test('shows a trader the routes of their accounts, with buttons where all of its accounts are theirs', async () => {
    await bench.say('/routes', { from: 222 });
    const [text] = bench.texts();
    expect(text).toContain('both');
    expect(text).not.toContain('words');
    expect(bench.buttons()).toHaveLength(3);
  });

  test('shows one of no account to whoever sees all of them, and to nobody else', async () => {
    bench.engine.routeStates = [{ ...ROUTE, id: 'words', mode: 'notify', execute: 'auto', symbols: [], brokerIds: [] }];
    await bench.say('/routes');
    expect(bench.texts()[0]).toContain('words: words only · notify\n');
    await bench.say('/routes', { from: 222 });
    expect(bench.texts()[0]).not.toContain('words');
  });

  test('names no account to a person who does not see it', async () => {
    await bench.say('/routes', { from: 222 });
    const text = plain(bench.texts()[0]);
    expect(text).toContain('both: auto · chain · BTCUSDT · PAPER main, +1 other\n');
    expect(text).not.toContain('scalps');
  });

  test('says that the desk is paused', async () => {
    bench.engine.set({ paused: true });
    await bench.say('/routes');
    expect(bench.texts()[0]).toContain('⏸ Paused: no entries until /resume, whatever a route says.');
  });
});

describe('switching a route', () => {
  test('to auto asks first, and is done by one tap, once', async () => {
    await bench.say('/routes');
    bench.texts();
    await bench.tap(buttonTo('auto'));
    expect(bench.engine.controls).toEqual([]);
    expect(plain(bench.texts()[0])).toMatchInlineSnapshot(`
"PAPER main
btc-trend: ask → auto
From its next alert on it places its orders at once.
Nothing changes before you tap. Valid until 12:01:00 UTC."
`);
    const [yes = ''] = bench.buttons();
    await Promise.all([bench.tap(yes), bench.tap(yes)]);
    expect(bench.engine.controls).toEqual(['route btc-trend auto user:111']);
    expect(bench.sent.at(-1)?.payload).toMatchObject({
      reply_markup: { inline_keyboard: [[{ text: '✓ btc-trend: auto' }]] },
    });
  });

  test('asks with LIVE at its head where it is about real money', async () => {
    bench = await createChatBench([{ id: 'main', environment: 'live' }]);
    bench.engine.routeStates = [ROUTE];
    await bench.say('/route btc-trend auto');
    expect(plain(bench.texts()[0])).toMatch(/^LIVE main\nbtc-trend: ask → auto\n/);
  });

  test('to notify needs no asking while nothing is owned', async () => {
    await bench.say('/routes');
    await bench.tap(buttonTo('notify'));
    expect(bench.engine.controls).toEqual(['route btc-trend notify user:111']);
  });

  test('to notify asks while an entry of it is under way or asked about', async () => {
    const entry = { state: 'planned', filledQuantity: '0', averagePrice: null } as const;
    await bench.journal.commit([{ type: 'intent-insert', intent: intentRow({ id: 'i9', ...entry }) }]);
    await bench.say('/route btc-trend notify');
    expect(bench.texts()[0]).toContain('It has an entry under way: a card that waits for a tap is void');
    expect(bench.engine.controls).toEqual([]);
    const [yes = ''] = bench.buttons();
    await bench.tap(yes);
    expect(bench.engine.controls).toEqual(['route btc-trend notify user:111']);
  });

  test('to notify asks where its exits would stay away', async () => {
    await bench.journal.commit([
      {
        type: 'ledger-put',
        version: 0,
        row: {
          brokerId: 'main',
          stream: 'btc-trend/default/BTCUSDT',
          symbol: 'BTCUSDT',
          positionSide: 'net',
          owned: '0.02',
          unit: null,
          state: 'in',
          protect: null,
          entries: null,
        },
      },
    ]);
    await bench.say('/route BTC-trend Notify');
    expect(bench.engine.controls).toEqual([]);
    expect(bench.texts()[0]).toContain(
      '⚠️ It owns BTCUSDT LONG 0.02 on main: its alerts will not close that any more.',
    );
    await bench.tap(bench.buttons()[1] ?? '');
    expect(bench.engine.controls).toEqual([]);
  });

  test('is for people who may trade on all of its accounts', async () => {
    await bench.say('/route both ask', { from: 222 });
    await bench.say('/route both ask', { from: 333 });
    await bench.say('/route words auto', { from: 222 });
    expect(bench.texts()).toEqual([
      'Only who may trade on all of its accounts may switch a route.',
      'Only who may trade on all of its accounts may switch a route.',
      'There is no such route. There is: btc-trend, both.',
    ]);
    expect(bench.engine.controls).toEqual([]);
  });

  test('that lost its right between card and tap is not made', async () => {
    await bench.say('/route btc-trend auto');
    bench.texts();
    const [yes = ''] = bench.buttons();
    bench.engine.routeStates = [];
    await bench.tap(yes);
    expect(bench.texts()).toEqual(['Not switched. There is no such route. There is: none.']);
  });

  test.each([
    ['/route btc-trend notify', []],
    ['/route btc-trend auto', ['c:']],
    ['/routes', [':notify']],
    ['/routes', [':auto', 'c:']],
  ])('by %s and taps on %j is told to the chats that hear of its accounts', async (command, taps) => {
    bench = await createChatBench([{ id: 'main' }, { id: 'scalps' }], { groupHears: ['scalps'] });
    bench.engine.routeStates = [ROUTE];
    const told: string[] = [];
    const { engine }: { engine: { switchRoute: ChatBench['engine']['switchRoute'] } } = bench;
    const { switchRoute } = engine;
    engine.switchRoute = (request) => {
      told.push(...request.relay);
      return switchRoute(request);
    };
    await bench.say(command);
    for (const tap of taps) await bench.tap(bench.buttons().find((data) => data.includes(tap)) ?? '');
    expect(told).toEqual(['desk']);
  });

  test('says how it is written', async () => {
    for (const text of ['/route', '/route btc-trend', '/route btc-trend maybe', '/route btc-trend ask now']) {
      await bench.say(text);
    }
    expect(new Set(bench.texts())).toEqual(new Set(['Say which route, and auto, ask or notify: /route btc-trend ask']));
  });
});
