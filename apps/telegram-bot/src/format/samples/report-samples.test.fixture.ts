import { decimal } from '@perpdesk/broker-core';
import { fakeAccount, fakeInstrument, fakePosition } from '@perpdesk/broker-core/testing';
import type { AccountOverview } from '../../desk/accounts-overview.ts';
import type { FillReport } from '../../desk/fills-report.ts';
import type { FundingReport, PriceReport } from '../../desk/market-report.ts';
import type { PnlReport } from '../../desk/pnl-report.ts';
import type { AccountRisk, Stakes } from '../../desk/risk-report.ts';
import { sampleChart } from '../../picture/samples/candles.test.fixture.ts';
import { accountsCard } from '../accounts-card.ts';
import { chartCard } from '../chart-card.ts';
import { fillsCard } from '../fills-card.ts';
import { pnlCard } from '../pnl-card.ts';
import { fundingCard, priceCard } from '../price-card.ts';
import { riskCard } from '../risk-card.ts';
import { account, AT, type Samples } from './sample.test.fixture.ts';

const instrument = fakeInstrument();
const health = { lastHeardAt: AT, clockOffsetMs: 0, lastError: null };
const overview: AccountOverview = {
  ...account(),
  heardAgoMs: null,
  account: fakeAccount({ maintenanceMargin: decimal('500') }),
  health: { ...health, brokerId: 'main', venue: 'binance', environment: 'live', isReady: true } as never,
  positionMode: 'hedge',
  openPositions: 1,
  openOrders: 2,
};
const away: AccountOverview = {
  ...account('scalps', 'demo'),
  heardAgoMs: 'never',
  account: null,
  health: { ...health, isReady: false, lastError: 'The account is not connected.' } as never,
  positionMode: 'one-way',
  openPositions: 0,
  openOrders: 0,
};

const stakes: Stakes = {
  quoteAsset: 'USDT',
  longNotional: decimal('1202.41'),
  shortNotional: decimal('300'),
  equity: decimal('10000'),
  maintenanceMargin: decimal('6'),
  leverage: decimal('0.15'),
  marginPercent: decimal('0.06'),
  atStops: decimal('-20.41'),
};
const risk: AccountRisk = {
  ...account(),
  heardAgoMs: 65_000,
  stakes,
  openPositions: 2,
  closest: {
    symbol: 'BTCUSDT',
    direction: 'long',
    liquidationPrice: decimal('54310'),
    instrument,
    awayPercent: decimal('9.66'),
  },
  naked: [{ symbol: 'ETHUSDT', direction: 'short', part: null }],
};
const safe: AccountRisk = { ...risk, ...account('paper', 'paper'), heardAgoMs: null, closest: null, naked: [] };

const fill: FillReport = {
  ...account(),
  symbol: 'BTCUSDT',
  side: 'sell',
  quantity: decimal('0.02'),
  price: decimal('60120.5'),
  fee: decimal('0.601'),
  feeAsset: 'USDT',
  realizedPnl: decimal('12.34'),
  clientOrderId: 'pp-1',
  venueAt: AT,
  stream: 'trend/default/BTCUSDT',
  instrument,
};

const price: PriceReport = {
  ...account(),
  instrument,
  markPrice: decimal('60120.5'),
  premium: {
    symbol: 'BTCUSDT',
    markPrice: decimal('60120.5'),
    indexPrice: decimal('60100'),
    fundingRate: decimal('0.0001'),
    nextFundingAt: AT + 3_600_000,
  },
  day: {
    symbol: 'BTCUSDT',
    last: decimal('60119.9'),
    high: decimal('61000'),
    low: decimal('58900.1'),
    changePercent: decimal('-1.25'),
  },
};
const bare: PriceReport = { ...price, premium: null, day: null };

const funding: FundingReport = {
  ...account(),
  instrument,
  premium: price.premium!,
  shares: [
    { ...account(), quantity: decimal('0.02'), amount: decimal('-0.12') },
    { ...account('scalps', 'demo'), quantity: decimal('-1.5'), amount: decimal('9.02') },
  ],
  now: AT,
};
const noFunding = { ...funding, premium: { ...funding.premium, fundingRate: null, nextFundingAt: null } };

const sums = {
  asset: 'USDT',
  realized: decimal('120.5'),
  fees: decimal('-3.25'),
  funding: decimal('-0.5'),
  net: decimal('116.75'),
};
const pnl: PnlReport = {
  period: '7d',
  only: null,
  fromAt: AT - 7 * 86_400_000,
  accounts: [
    { ...account(), sums, hasOther: true },
    { ...account('scalps', 'demo'), sums: null, hasOther: false },
  ],
  total: sums,
  series: null,
  strategies: [
    { stream: 'trend/default/BTCUSDT', asset: 'USDT', net: decimal('99.5'), closings: 4, won: 3 },
    { stream: 'fade/default/ETHUSDT', asset: 'USDT', net: decimal('-1.5'), closings: 1, won: 0 },
    { stream: null, asset: 'USDT', net: decimal('-0.5'), closings: 0, won: 0 },
  ],
};

export const REPORT_SAMPLES: Samples = {
  accountsCard: {
    'one that is there, one that is not': (speech) => accountsCard(speech, [overview, away]),
    none: (speech) => accountsCard(speech, []),
  },
  riskCard: {
    'two accounts': (speech) => riskCard(speech, { accounts: [risk, safe], total: stakes }),
    'one that was never read': (speech) =>
      riskCard(speech, {
        accounts: [{ ...risk, heardAgoMs: 'never', stakes: null, closest: null, naked: [], openPositions: 0 }],
        total: null,
      }),
    none: (speech) => riskCard(speech, { accounts: [], total: null }),
  },
  fillsCard: {
    'of a strategy, and of nobody’s': (speech) =>
      fillsCard(speech, [fill, { ...fill, side: 'buy', realizedPnl: decimal('0'), stream: null }]),
    none: (speech) => fillsCard(speech, []),
  },
  priceCard: {
    'all that is told': (speech) => priceCard(speech, price),
    'the mark price alone': (speech) => priceCard(speech, bare),
  },
  fundingCard: {
    'who pays and who gets': (speech) => fundingCard(speech, funding),
    'nobody has a position': (speech) => fundingCard(speech, { ...funding, shares: [] }),
    'an instrument without': (speech) => fundingCard(speech, noFunding),
  },
  chartCard: {
    'without a picture': (speech) => chartCard(speech, sampleChart(), null),
    'with a position': (speech) =>
      chartCard(
        speech,
        sampleChart({
          positions: [
            {
              ...account(),
              heardAgoMs: null,
              key: 'key-0123456789ab',
              instrument,
              stopPrice: decimal('59100'),
              naked: decimal('0'),
              atStops: decimal('-20'),
              targetPrices: [decimal('61000')],
              trailing: [],
              position: fakePosition({ quantity: decimal('0.02') }),
            },
          ],
        }),
        new Uint8Array(1),
      ),
  },
  pnlCard: {
    'a week': (speech) => pnlCard(speech, pnl, null),
    'a day of one account': (speech) =>
      pnlCard(
        speech,
        { ...pnl, period: 'today', accounts: pnl.accounts.slice(0, 1), total: null, strategies: [] },
        new Uint8Array(1),
      ),
    'thirty days': (speech) => pnlCard(speech, { ...pnl, period: '30d', strategies: [] }, null),
  },
};
