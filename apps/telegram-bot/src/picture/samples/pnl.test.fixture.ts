import { decimal } from '@perpdesk/broker-core';
import type { PnlReport, PnlSeries } from '../../desk/pnl-report.ts';

const DAY_MS = 86_400_000;
/** 2026-11-26 14:20 UTC. */
const NOW = Date.UTC(2026, 10, 26, 14, 20);

/** Bookings of so many days, always the same. */
export function samplePnl(
  period: PnlReport['period'],
  open: string | null = '12.3',
): PnlReport & { readonly series: PnlSeries } {
  const days = { today: 0, '7d': 7, '30d': 30 }[period];
  const fromAt = days === 0 ? NOW - (NOW % DAY_MS) : NOW - days * DAY_MS;
  let state = 11;
  const draw = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const count = days === 0 ? 14 : days * 6;
  const bookings = Array.from({ length: count }, (_, index) => ({
    at: fromAt + Math.floor(((index + draw()) / count) * (NOW - fromAt)),
    amount: decimal(((draw() - 0.45) * 90).toFixed(2)),
  }));
  const account = { brokerId: 'main', environment: 'paper', sums: null, hasOther: false } as const;
  return {
    period,
    fromAt,
    accounts: [account, { ...account, brokerId: 'scalps', environment: 'demo' }],
    total: null,
    series: { asset: 'USDT', bookings, open: open === null ? null : decimal(open), now: NOW },
    strategies: [],
  };
}
