import type { Notice } from '@perpdesk/signals';

const account = { brokerId: 'main', environment: 'live' } as const;
const FLAT = {
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

/** What says how many accounts are in. */
export const TURNOUT_CASES: readonly (readonly [string, Notice, string])[] = [
  [
    'the last one to be refused, of three',
    {
      type: 'signal.rejected',
      signalId: 's1',
      routeId: 'trend',
      account,
      symbol: 'BTCUSDT',
      code: 'below-minimum',
      detail: 'The quantity 0.0004 is below BTCUSDT’s minimum 0.001.',
      turnout: {
        in: 1,
        of: 3,
        out: [
          { account, code: 'below-minimum', detail: 'The quantity 0.0004 is below BTCUSDT’s minimum 0.001.' },
          {
            account: { brokerId: 'scalps', environment: 'demo' },
            code: 'sitting-out',
            detail:
              'This account is out: its entry was refused, skipped or too late, or its position is closed. It waits for the next entry.',
          },
        ],
      },
    },
    '🚫 trend · BTCUSDT · no order\nThe quantity 0.0004 is below BTCUSDT’s minimum 0.001.\nLIVE main · below-minimum · s1\n' +
      '👥 1 of 3 accounts in\nDEMO scalps · out: This account is out: its entry was refused, skipped or too late, or its position is closed. It waits for the next entry. · sitting-out',
  ],
  [
    'the last fill of a signal, where an account is not in',
    {
      account,
      signalId: 's1',
      intentId: 'i1',
      source: 'route:trend',
      symbol: 'BTCUSDT',
      positionSide: 'net',
      side: 'buy',
      kind: 'increase',
      clientOrderId: 'pp-1',
      type: 'order.filled',
      quantity: '0.5',
      averagePrice: '60120.53333',
      fee: '15.0301',
      feeAsset: 'USDT',
      realizedPnl: '0',
      position: FLAT,
      latencyMs: 120,
      turnout: {
        in: 2,
        of: 3,
        out: [{ account: { brokerId: 'scalps', environment: 'demo' }, code: 'skipped', detail: 'Nothing was sent.' }],
      },
    },
    '✅ LIVE main · BTCUSDT bought 0.500 at 60 120.5\nfee 15.03 USDT · after 120 ms\n' +
      '👥 2 of 3 accounts in\nDEMO scalps · out: Nothing was sent. · skipped',
  ],
];
