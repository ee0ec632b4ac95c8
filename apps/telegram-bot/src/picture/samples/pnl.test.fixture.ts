import { decimal } from '@perpdesk/broker-core';
import type { PnlPeriod } from '../../desk/pnl-report.ts';
import type { Speech } from '../../language/speech.ts';
import { pnlTexts } from '../../language/texts/pnl.ts';
import type { PnlPictureTerms } from '../pnl-picture.ts';

const DAY_MS = 86_400_000;
/** 2026-11-26 14:20 UTC. */
const NOW = Date.UTC(2026, 10, 26, 14, 20);

/** Bookings of so many days, always the same. */
export function samplePnl({ say }: Speech, period: PnlPeriod, open: string | null = '12.3'): PnlPictureTerms {
  const days = { today: 0, '7d': 7, '30d': 30 }[period];
  const fromAt = days === 0 ? NOW - (NOW % DAY_MS) : NOW - days * DAY_MS;
  let state = 11;
  const draw = () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  const count = days === 0 ? 14 : days * 6;
  const bookings = Array.from({ length: count }, (_, index) => ({
    at: fromAt + Math.floor(((index + draw()) / count) * (NOW - fromAt)),
    amount: decimal(((draw() - 0.45) * 90).toFixed(2)),
  }));
  return {
    title: say(pnlTexts).title[period],
    unit: period === 'today' ? 'hour' : 'day',
    fromAt,
    accounts: [
      { brokerId: 'main', environment: 'paper' },
      { brokerId: 'scalps', environment: 'demo' },
    ],
    series: { asset: 'USDT', bookings, open: open === null ? null : decimal(open), now: NOW },
  };
}
