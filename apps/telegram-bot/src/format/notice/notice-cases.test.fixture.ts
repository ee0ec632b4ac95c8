import type { Notice } from '@perpdesk/signals';
import { ASK_CASES, DOOR_CASES } from './ask-cases.test.fixture.ts';
import { HAND_CASES } from './hand-cases.test.fixture.ts';
import { SIGNAL_CASES } from './signal-cases.test.fixture.ts';
import { WISH_CASES } from './wish-cases.test.fixture.ts';

const account = { brokerId: 'main', environment: 'live' } as const;
const order = {
  account,
  signalId: 's1',
  intentId: 'i1',
  source: 'route:trend',
  symbol: 'BTCUSDT',
  positionSide: 'net',
  side: 'buy',
  kind: 'increase',
  clientOrderId: 'pp-1',
} as const;
const position = {
  quantity: '0',
  entryPrice: null,
  markPrice: null,
  liquidationPrice: null,
  unrealizedPnl: null,
  leverage: null,
  marginType: null,
  notional: null,
  stopPrice: null,
} as const;

const side = { account, symbol: 'BTCUSDT', positionSide: 'net' } as const;
/** Every type of notice, and what it says in English. */
export const NOTICE_CASES: readonly (readonly [string, Notice, string])[] = [
  ...SIGNAL_CASES,
  ...ASK_CASES,
  ...WISH_CASES,
  ...DOOR_CASES,
  ...HAND_CASES,
  [
    'a fill',
    {
      ...order,
      type: 'order.filled',
      quantity: '0.5',
      averagePrice: '60120.53333',
      fee: '15.0301',
      feeAsset: 'USDT',
      realizedPnl: '0',
      position,
      latencyMs: 120,
    },
    '✅ LIVE main · BTCUSDT bought 0.500 at 60 120.5\nfee 15.03 USDT · after 120 ms',
  ],
  [
    'a fill whose fee was paid in two assets',
    {
      ...order,
      type: 'order.filled',
      quantity: '0.5',
      averagePrice: '60120.53333',
      fee: '0.0012',
      feeAsset: 'BNB',
      otherFees: [{ asset: 'USDT', amount: '14.5' }],
      realizedPnl: '0',
      position,
      latencyMs: 120,
    },
    '✅ LIVE main · BTCUSDT bought 0.500 at 60 120.5\nfee 0.0012 BNB + 14.50 USDT · after 120 ms',
  ],
  [
    'a fill of all that was asked',
    {
      ...order,
      type: 'order.filled',
      quantity: '0.5',
      asked: '0.50',
      averagePrice: '60120.53333',
      fee: '15.0301',
      feeAsset: 'USDT',
      realizedPnl: '0',
      position,
      latencyMs: 120,
    },
    '✅ LIVE main · BTCUSDT bought 0.500 at 60 120.5\nfee 15.03 USDT · after 120 ms',
  ],
  [
    'a fill of a part, and the rest does not come',
    {
      ...order,
      type: 'order.filled',
      quantity: '0.005',
      asked: '0.02',
      detail: 'Its time was over.',
      averagePrice: '60120.5',
      fee: '0.15',
      feeAsset: 'USDT',
      realizedPnl: '0',
      position,
      latencyMs: 30_120,
    },
    '◐ LIVE main · BTCUSDT bought 0.005 of 0.020 at 60 120.5\nfee 0.15 USDT · after 30 s\nIts time was over.',
  ],
  [
    'an exit’s fill',
    {
      ...order,
      type: 'order.filled',
      side: 'sell',
      kind: 'stop',
      quantity: '0.5',
      averagePrice: '59000',
      fee: '0.0004',
      feeAsset: 'USDT',
      realizedPnl: '-560.25',
      position,
      latencyMs: null,
    },
    '🛑 LIVE main · BTCUSDT sold 0.500 at 59 000.0\nstop · this order’s PnL −560.25 before fees · fee 0.0004 USDT',
  ],
  [
    'a fill whose price nobody told',
    {
      ...order,
      type: 'order.filled',
      quantity: '0.5',
      averagePrice: null,
      fee: null,
      feeAsset: '',
      realizedPnl: null,
      position,
      latencyMs: 120,
    },
    '✅ LIVE main · BTCUSDT bought 0.500, price not known\nafter 120 ms',
  ],
  [
    'a refused order',
    {
      ...order,
      type: 'order.rejected',
      quantity: '0.5',
      code: 'insufficient-margin',
      detail: 'placeOrder: Binance says -2019: Margin is insufficient. Order less, raise the leverage or add money.',
    },
    '❌ LIVE main · BTCUSDT buy 0.500 refused\nBinance -2019: Margin is insufficient. Order less, raise the leverage or add money.\nIt is not at the exchange.\ninsufficient-margin · in the log under pp-1',
  ],
  [
    'an unknown order',
    { ...order, type: 'order.unknown', quantity: '0.5', detail: 'No answer within 5000 ms.' },
    '❓ LIVE main · BTCUSDT buy 0.500: outcome unknown, checking\nNo answer within 5 000 ms.\nIt may be at the exchange. Nothing is sent again before that is proven.\n→ The desk looks by itself and tells what it finds; /orders and /fills show it, too.\nin the log under pp-1',
  ],
  [
    'what became of it',
    { ...order, type: 'order.resolved', result: 'absent', detail: 'The exchange never took the order.' },
    '🔎 LIVE main · BTCUSDT buy: it never reached the exchange\nThe exchange never took the order.\npp-1',
  ],
  [
    'one that nothing proves',
    {
      ...order,
      kind: 'reduce',
      type: 'order.resolved',
      result: 'needs-operator',
      detail: 'The exchange cannot be asked about this order; someone must look.',
    },
    '🆘 LIVE main · BTCUSDT buy (exit): cannot be proven, please look\nThe exchange cannot be asked about this order; someone must look.\nUntil someone says what became of it, no entry begins there. Look at the exchange, then: /settle i1 gone, or /settle i1 done.\npp-1',
  ],
  [
    'an expired order',
    { ...order, clientOrderId: null, type: 'order.expired', detail: 'The signal grew older than the route allows.' },
    '⌛ LIVE main · BTCUSDT buy expired, not sent\nThe signal grew older than the route allows.\ns1',
  ],
  [
    'a canceled order',
    { ...order, type: 'order.canceled', detail: 'The desk took it back.' },
    '↩️ LIVE main · BTCUSDT buy canceled\nThe desk took it back.\npp-1',
  ],
  [
    'a stop',
    {
      type: 'stop.placed',
      account,
      symbol: 'BTCUSDT',
      positionSide: 'long',
      triggerPrice: '59100',
      triggerBy: 'mark',
      distancePercent: '1.5',
    },
    '🛡 LIVE main · BTCUSDT long stop at 59 100.0 by mark, 1.5 % from the entry',
  ],
  [
    'a stop that moved',
    {
      ...side,
      type: 'stop.moved',
      from: '59100',
      triggerPrice: '60000',
      triggerBy: 'mark',
      distancePercent: '0',
      cause: 'break-even',
    },
    '🛡 LIVE main · BTCUSDT stop moved from 59 100.0 to 60 000.0, at the entry now',
  ],
  [
    'a stop that could not be moved',
    {
      type: 'stop.replace-failed',
      account,
      symbol: 'BTCUSDT',
      positionSide: 'long',
      triggerPrice: '60000',
      standingPrice: '59100',
      detail: 'The stop was refused.',
    },
    '⚠️ LIVE main · BTCUSDT long stop could not be moved to 60 000.0\nThe stop was refused.\nThe one at 59 100.0 stays.',
  ],
  [
    'targets that are too small',
    { ...side, type: 'targets.merged', targets: [1, 2] },
    '🎯 LIVE main · BTCUSDT targets 1, 2 are too small\nThe exchange takes no order of that size. Each goes with the target beside it, where there is one.',
  ],
  [
    'a stop that failed',
    {
      type: 'stop.failed',
      account,
      symbol: 'BTCUSDT',
      positionSide: 'net',
      detail: 'No stop could be proven in time. The position is closed.',
    },
    '🆘 LIVE main · BTCUSDT has no stop\nNo stop could be proven in time. The position is closed.\nThe desk closes the position. Look at it now.',
  ],
  [
    'an order that is stuck',
    {
      type: 'order.stuck',
      account,
      symbol: 'BTCUSDT',
      positionSide: 'short',
      detail: 'Order 7 triggered, and the exchange does not execute it. It protects nothing.',
    },
    '🆘 LIVE main · BTCUSDT short has an order that does not execute\nOrder 7 triggered, and the exchange does not execute it. It protects nothing.\nLook at it at the exchange.',
  ],
  [
    'a position that nothing protects',
    { ...side, type: 'position.unprotected', quantity: '-0.5', held: '-0.5' },
    '⚠️ LIVE main · BTCUSDT short 0.500: nothing protects it\nNo strategy of this desk owns it, and no stop stands for it. The desk leaves it alone.\nSet a stop at the exchange, or /close BTCUSDT.',
  ],
  [
    'a part of one',
    { ...side, type: 'position.unprotected', quantity: '0.1', held: '0.3' },
    '⚠️ LIVE main · BTCUSDT long 0.100 of 0.300: nothing protects it\nNo strategy of this desk owns it, and no stop stands for it. The desk leaves it alone.\nSet a stop at the exchange, or close it there.',
  ],
  [
    'an order that the journal does not know',
    {
      ...side,
      type: 'order.stray',
      side: 'buy',
      orderType: 'limit',
      clientOrderId: 'pl-0-1-1-1-deadbeef',
      quantity: '0.1',
      price: '59000',
      isEntry: true,
    },
    '⚠️ LIVE main · BTCUSDT has an order that the journal does not know\nlimit buy 0.100 at 59 000.0, pl-0-1-1-1-deadbeef: its id is of this desk, or of another one on the account.\nThe desk leaves it alone, and it may open a position. Look at it at the exchange.',
  ],
  [
    'an exit that the desk fails at',
    {
      type: 'desk.fault',
      about: 'intent',
      account,
      symbol: 'BTCUSDT',
      name: 'a1b2',
      isExit: true,
      detail: 'RangeError: no.',
    },
    '🆘 LIVE main · The desk fails at BTCUSDT, a1b2\nRangeError: no.\nIts order is left out; one that was sent may stand or fill at the exchange. All else goes on.\nIt was to close something that may be open still: look at the position now.',
  ],
  [
    'a closed position',
    { type: 'position.closed', account, symbol: 'BTCUSDT', positionSide: 'net', cause: 'signal', realizedPnl: '12.5' },
    '🏁 LIVE main · BTCUSDT closed by the signal · PnL +12.50 before fees, of the order that closed it alone',
  ],
  [
    'one whose PnL nobody told',
    { type: 'position.closed', account, symbol: 'BTCUSDT', positionSide: 'net', cause: 'panic', realizedPnl: '0' },
    '🏁 LIVE main · BTCUSDT closed by /panic',
  ],
  [
    'a liquidation',
    { ...side, type: 'position.closed', cause: 'liquidation', realizedPnl: '-1200' },
    '🆘 LIVE main · BTCUSDT closed by liquidation · PnL −1 200.00 before fees, of the order that closed it alone',
  ],
  [
    'a drift',
    {
      type: 'account.drift',
      account,
      symbol: 'BTCUSDT',
      positionSide: 'net',
      detail:
        '0.01 BTCUSDT of what strategies own is not on the account, by no order of this desk; it is not bought back.',
    },
    '⚠️ LIVE main · BTCUSDT is not what strategies own\n0.01 BTCUSDT of what strategies own is not on the account, by no order of this desk; it is not bought back.',
  ],
  ['a connection', { type: 'broker.connected', account }, '🔌 LIVE main · connected'],
  [
    'an account that is back',
    { type: 'broker.connected', account, awayMs: 95_000, missedFills: 2 },
    '🔌 LIVE main · connected · was away for 1 min 35 s\n2 fills came meanwhile and are read.',
  ],
  [
    'one of which the past is read at last',
    { type: 'broker.connected', about: 'past', account, awayMs: 95_000, missedFills: 0 },
    '🔌 LIVE main · what it missed is read, entries go on · they waited for 1 min 35 s',
  ],
  [
    'one of which it cannot be read',
    {
      type: 'broker.disconnected',
      about: 'past',
      account,
      detail: 'No entry begins before that is read; exits and stops go on. Nothing could be read.',
    },
    '⚠️ LIVE main · what it missed cannot be read\nNo entry begins before that is read; exits and stops go on. Nothing could be read.',
  ],
  [
    'an order that filled in part',
    { ...order, type: 'order.partially-filled', quantity: '0.02', filledQuantity: '0.005', averagePrice: '60000' },
    '◐ LIVE main · BTCUSDT bought 0.005 of 0.020 at 60 000.0\n25 % · so far',
  ],
  [
    'a lost connection',
    { type: 'broker.disconnected', account, detail: 'No answer for 30 s.' },
    '⚠️ LIVE main · not connected\nNo answer for 30 s.',
  ],
  [
    'the beginning of a panic',
    { type: 'panic.started', actor: 'user:111', accounts: [account] },
    '🚨 PANIC by user 111\nSignals are blocked, entries are being cancelled, positions are being closed.\nLIVE main',
  ],
  [
    'a flat end of it',
    { type: 'panic.finished', flat: true, left: [], closed: ['main BTCUSDT 0.02'] },
    '🟢 FLAT\nclosed main BTCUSDT 0.02\nThe exchange confirmed it twice. Entries stay blocked until /resume.',
  ],
  [
    'an end that is not flat',
    { type: 'panic.finished', flat: false, left: ['main BTCUSDT 0.02'], closed: [] },
    '🆘 NOT FLAT\nleft main BTCUSDT 0.02\nSend /panic again, or close it at the exchange. Entries stay blocked.',
  ],
  [
    'a pause',
    { type: 'desk.paused', actor: 'user:111' },
    '⏸ Paused by user 111. No entries until /resume; closing stays possible.\nWho paused may resume, as may an owner or a trader of every account.',
  ],
  [
    'a pause while entries rest',
    {
      type: 'desk.paused',
      actor: 'user:111',
      entering: [
        { account, symbol: 'BTCUSDT', orders: 2 },
        { account, symbol: 'ETHUSDT', orders: 1 },
      ],
    },
    '⏸ Paused by user 111. No entries until /resume; closing stays possible.\n' +
      'Who paused may resume, as may an owner or a trader of every account.\n' +
      '⚠️ 3 entry orders are at the exchange already and may still fill:\n' +
      'LIVE main BTCUSDT × 2\nLIVE main ETHUSDT\n' +
      'If they are not to, /cancel all takes them back, on each account. /panic does too, and closes all positions.',
  ],
  ['a resume', { type: 'desk.resumed', actor: 'user:111', accepted: [] }, '▶️ Resumed by user 111.'],
  [
    'a resume that accepts a drift',
    { type: 'desk.resumed', actor: 'user:111', accepted: ['main BTCUSDT'] },
    '▶️ Resumed by user 111. Drift accepted: main BTCUSDT.',
  ],
  [
    'a start',
    { type: 'desk.started', accounts: [account], expired: 1, resumed: 2, notes: ['Off for 3 h.'] },
    '🟢 Desk started · LIVE main\n2 signals taken up again · 1 signal expired while it was off\nOff for 3 h.',
  ],
  [
    'a journal that cannot be written',
    { type: 'journal.unwritable', code: 'disk-full', since: 0 },
    '🆘 The journal cannot be written: its disk is full.\nNo entry begins: alerts are refused, so that they come again, and so are orders that add risk.\nExits, stops, closing by hand and /panic go on. They are kept in memory until the journal takes them; if the desk ends before, they are not recorded.\nMend it now. This desk says here when it writes again.',
  ],
  [
    'a journal that is written again',
    { type: 'journal.writable', code: 'unreachable', since: 0, changes: 3, isLost: false },
    '🟢 The journal is written again\nIt could not be written since 00:00:00 UTC: its server does not answer.\nWhat was done meanwhile is in it now: 3 writes.\nEntries are taken again.',
  ],
];
