import { decimal } from '@perpdesk/broker-core';
import type { ExportReport } from '../../desk/export-report.ts';
import { fillRow } from '../../testing/story-rows.ts';
import { exportCards } from '../export-cards.ts';
import { plainCard } from '../plain-card.ts';
import { account, AT, type Samples } from './sample.test.fixture.ts';

const DAY_MS = 86_400_000;
const booking = {
  ...account(),
  type: 'funding',
  symbol: 'BTCUSDT',
  asset: 'USDT',
  amount: decimal('-0.5'),
  venueAt: AT,
} as const;
const report: ExportReport = {
  range: { fromAt: AT - 7 * DAY_MS, untilAt: AT },
  accounts: [account(), account('scalps', 'demo')],
  fills: [{ ...fillRow(), ...account(), stream: 'trend/default/BTCUSDT' }],
  bookings: [booking, booking],
  isFundingOnly: false,
  unread: [account('scalps', 'demo')],
  isCut: { fills: true, bookings: false },
};

export const EXPORT_SAMPLES: Samples = {
  exportCards: {
    fills: (speech) => exportCards(speech, report)[0] ?? plainCard(''),
    'bookings, some missing': (speech) => exportCards(speech, report)[1] ?? plainCard(''),
    'no funding': (speech) =>
      exportCards(speech, { ...report, fills: null, bookings: [], isFundingOnly: true, unread: [] })[0] ??
      plainCard(''),
  },
};
