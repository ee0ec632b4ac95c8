import type { Notice } from '@perpdesk/signals';

const account = { brokerId: 'main', environment: 'live' } as const;
const side = { account, symbol: 'BTCUSDT', positionSide: 'net', actor: 'user:111' } as const;
const UNTIL = 'It stands in place of the routes’ own until the position ends · by user 111';

export const HAND_CASES: readonly (readonly [string, Notice, string])[] = [
  [
    'a stop by hand',
    { type: 'protection.set', ...side, stopLoss: '59000' },
    `✍️ LIVE main · BTCUSDT set by hand\nstop at 59 000.0\n${UNTIL}`,
  ],
  [
    'a stop taken away',
    { type: 'protection.set', ...side, stopLoss: 'off' },
    `✍️ LIVE main · BTCUSDT set by hand\nstop off: nothing ends a loss\n${UNTIL}`,
  ],
  [
    'targets and a trailing stop by hand',
    {
      type: 'protection.set',
      ...side,
      takeProfits: [
        { price: '62000', share: '50' },
        { price: '63000', share: null },
      ],
      trailing: { activation: '61000', callback: '1' },
    },
    `✍️ LIVE main · BTCUSDT set by hand\ntargets 62 000.0 (50 %), 63 000.0 · trailing stop 1 % from 61 000.0 on\n${UNTIL}`,
  ],
  [
    'a close at a price, of a quantity',
    { type: 'protection.set', ...side, takeProfits: [{ price: '62000', share: null, quantity: '0.007' }] },
    `✍️ LIVE main · BTCUSDT set by hand\ntargets 62 000.0 (0.007)\n${UNTIL}`,
  ],
  [
    'a trailing stop at once, targets off',
    { type: 'protection.set', ...side, takeProfits: 'off', trailing: { activation: null, callback: '0.5' } },
    `✍️ LIVE main · BTCUSDT set by hand\ntargets off · trailing stop 0.5 % from now on\n${UNTIL}`,
  ],
  [
    'a person’s word on an order',
    {
      type: 'order.settled',
      account,
      actor: 'user:111',
      symbol: 'BTCUSDT',
      signalId: 's1',
      side: 'buy',
      clientOrderId: 'pl-0-1-1-1-deadbeef',
      filled: '0.02',
    },
    '📝 LIVE main · an order of BTCUSDT filled 0.02\nby user 111 · pl-0-1-1-1-deadbeef',
  ],
  [
    'orders canceled by hand',
    {
      type: 'orders.canceled',
      account,
      actor: 'user:111',
      canceled: 2,
      gone: 1,
      left: [{ symbol: 'BTCUSDT', clientOrderId: 'web_1', detail: 'The exchange did not answer.' }],
    },
    '⚠️ LIVE main · 2 orders canceled\n1 order had ended before; how is not known.\nBTCUSDT web_1 may still stand: The exchange did not answer.\nby user 111',
  ],
  [
    'a cancel of what had ended before',
    {
      type: 'orders.canceled',
      account,
      actor: 'user:111',
      canceled: 0,
      gone: 3,
      before: { filled: 1, canceled: 2 },
      left: [],
    },
    'ℹ️ LIVE main · nothing was canceled\n1 order had filled before.\n2 orders had been canceled before.\nby user 111',
  ],
  [
    'a leverage set by hand',
    {
      type: 'setting.changed',
      account,
      actor: 'user:111',
      symbol: 'BTCUSDT',
      setting: 'leverage',
      from: '10',
      to: '5',
    },
    '⚙️ LIVE main · BTCUSDT leverage 10x → 5x · by user 111',
  ],
  [
    'a position mode that was set already',
    {
      type: 'setting.changed',
      account,
      actor: 'user:111',
      symbol: null,
      setting: 'position-mode',
      from: 'hedge',
      to: 'hedge',
    },
    '⚙️ LIVE main · position mode is hedge · by user 111',
  ],
  [
    'a leverage that the exchange refuses',
    {
      type: 'signal.rejected',
      signalId: 's1',
      routeId: 'operator',
      account,
      symbol: 'BTCUSDT',
      code: 'exchange-rejected',
      detail: 'Too bold.',
    },
    '🚫 by hand · BTCUSDT · not set\nToo bold.\nLIVE main · exchange-rejected · s1',
  ],
  [
    'a leverage of which nobody knows whether it is set',
    {
      type: 'signal.rejected',
      signalId: 's1',
      routeId: 'operator',
      account,
      symbol: 'BTCUSDT',
      code: 'exchange-rejected',
      detail: 'Its answer was lost. Whether it is set is not known: ask again.',
    },
    '🚫 by hand · BTCUSDT · set or not, nobody knows\nIts answer was lost. Whether it is set is not known: ask again.\nLIVE main · exchange-rejected · s1',
  ],
  [
    'a leverage that waited too long',
    {
      type: 'signal.rejected',
      about: 'setting',
      signalId: 's1',
      routeId: 'operator',
      account,
      symbol: 'BTCUSDT',
      code: 'too-old',
      detail: 'It waited too long to be set.',
    },
    '🚫 by hand · BTCUSDT · setting not changed\nIt waited too long to be set.\nLIVE main · too-old · s1',
  ],
  [
    'a stop that the price has passed',
    {
      type: 'signal.rejected',
      about: 'protect',
      signalId: 's1',
      routeId: 'operator',
      account,
      symbol: 'BTCUSDT',
      code: 'conflicting-fields',
      detail: 'Too late.',
    },
    '🚫 by hand · BTCUSDT · stops and targets stay as they were\nToo late.\nLIVE main · conflicting-fields · s1',
  ],
];
