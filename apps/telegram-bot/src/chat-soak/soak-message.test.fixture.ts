import type { DeskMessage } from '../outbox/desk-message.ts';

const account = { brokerId: 'main', environment: 'paper' } as const;

/** What one event of the soak says: of every form that leaves the desk, and each names its number. */
export function soakMessage(id: number, isCritical: boolean): DeskMessage {
  if (isCritical) return { type: 'panic.started', actor: `user:${id}`, accounts: [] };
  const symbol = `EV${id}USDT`;
  const forms: readonly DeskMessage[] = [
    { type: 'desk.paused', actor: `user:${id}` },
    {
      type: 'order.partially-filled',
      account,
      signalId: 's1',
      intentId: `i${id}`,
      source: 'route:soak',
      symbol,
      positionSide: 'net',
      side: 'buy',
      kind: 'increase',
      clientOrderId: null,
      quantity: '2',
      filledQuantity: '1',
      averagePrice: '60000',
    },
    {
      type: id % 2 === 0 ? 'risk.warning' : 'risk.eased',
      account,
      about: 'liquidation',
      symbol,
      direction: 'long',
      percent: '4',
      level: '5',
      now: '60000',
      edge: '57600',
      asset: 'USDT',
    },
    { type: 'signal.silent', routeId: 'soak', stream: `soak/s/${symbol}`, lastAt: 0, silentMs: 60_000, bars: 3 },
    {
      type: 'summary.daily',
      fromAt: 0,
      toAt: 86_400_000,
      isLate: false,
      alerts: 1,
      refused: 0,
      accounts: [
        {
          account: { brokerId: symbol, environment: 'paper' },
          sums: null,
          equity: null,
          openPositions: 0,
          fills: 0,
          closings: 0,
          won: 0,
        },
      ],
    },
    {
      type: 'desk.away',
      fromAt: 0,
      toAt: 3_600_000,
      accounts: [{ account, isUnread: false, fills: 1, realizedPnl: '0', symbols: [symbol] }],
    },
  ];
  return forms[id % forms.length] ?? { type: 'desk.paused', actor: `user:${id}` };
}
