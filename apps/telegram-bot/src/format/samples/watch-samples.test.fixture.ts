import { fakeInstrument } from '@perpdesk/broker-core/testing';
import type { AccountSummary, RiskMessage, SilenceMessage, SummaryMessage } from '../../watch/watch-message.ts';
import { awayCard } from '../watch/away-card.ts';
import { riskWarningCard } from '../watch/risk-warning-card.ts';
import { configCard } from '../config-card.ts';
import { lostChatCard } from '../lost-chat-card.ts';
import { strangerCard } from '../stranger-card.ts';
import { silenceCard } from '../watch/silence-card.ts';
import { summaryCard } from '../watch/summary-card.ts';
import type { Samples } from './sample.test.fixture.ts';

const account = { brokerId: 'main', environment: 'live' } as const;
const near: RiskMessage = {
  type: 'risk.warning',
  account,
  about: 'liquidation',
  symbol: 'BTCUSDT',
  direction: 'long',
  percent: '4.2166',
  level: '5',
  now: '60000',
  edge: '57470',
  asset: 'USDT',
};
const ofAccount = { ...near, symbol: null, direction: null, now: '9490.5' };
const risk = (message: RiskMessage) => (speech: Parameters<typeof riskWarningCard>[0]) =>
  riskWarningCard(speech, message, () => fakeInstrument());
const lostChat = { type: 'chat.dead', target: 'desk', detail: '403: Forbidden' } as const;
const silent: SilenceMessage = {
  type: 'signal.silent',
  routeId: 'trend',
  stream: 'trend/btc/BTCUSDT',
  lastAt: Date.UTC(2026, 10, 25, 7, 0, 3),
  silentMs: 93_600_000,
  bars: 20,
};
const traded: AccountSummary = {
  account,
  sums: { asset: 'USDT', realized: '120.5', fees: '-3.2', funding: '-0.8', net: '116.5' },
  equity: '10116.5',
  openPositions: 1,
  fills: 12,
  closings: 3,
  won: 2,
};
const quiet: AccountSummary = {
  account: { brokerId: 'paper', environment: 'paper' },
  sums: null,
  equity: null,
  openPositions: 0,
  fills: 0,
  closings: 0,
  won: 0,
};
const day: SummaryMessage = {
  type: 'summary.daily',
  fromAt: Date.UTC(2026, 10, 25),
  toAt: Date.UTC(2026, 10, 26),
  isLate: false,
  accounts: [traded, quiet],
  alerts: 14,
  refused: 1,
};

const main = { brokerId: 'main', environment: 'demo' } as const;
const paper = { brokerId: 'paper', environment: 'paper' } as const;

export const WATCH_SAMPLES: Samples = {
  lostChatCard: {
    'one that cannot be reached': (speech) => lostChatCard(speech, lostChat),
    'an urgent message': (speech) => lostChatCard(speech, { ...lostChat, lost: ['stop.failed'] }),
    'several urgent messages': (speech) =>
      lostChatCard(speech, { ...lostChat, lost: ['stop.failed', 'desk.paused', 'desk.paused'] }),
  },
  'changed configuration': {
    'taken up': (speech) =>
      configCard(speech, { type: 'config.changed', applied: ['routes.trend.size', 'telegram.users'], pending: [] }),
    'partly after a restart': (speech) =>
      configCard(speech, {
        type: 'config.changed',
        applied: ['routes.trend.limits'],
        pending: ['server', ...Array.from({ length: 21 }, (_, index) => `routes.r${index}`)],
      }),
    'a route that went, and what was set on accounts': (speech) =>
      configCard(speech, {
        type: 'config.changed',
        applied: ['routes.swing.symbols', 'brokers.main.settings'],
        pending: [],
        closed: ['routes.trend'],
        settings: [
          { account: main, setting: 'ETHUSDT leverage', isSet: true, detail: 'It was 20 and is 5 now.' },
          { account: main, setting: 'positionMode', isSet: false, detail: 'Margin is insufficient.' },
          { account: paper, setting: null, isSet: false, detail: 'Broker paper is not connected.' },
        ],
      }),
    'new keys': (speech) => configCard(speech, { type: 'config.keys', account: main, refused: null }),
    'new keys that are not taken': (speech) =>
      configCard(speech, {
        type: 'config.keys',
        account: main,
        refused: { code: 'not-authorized', detail: 'Margin is insufficient.' },
      }),
    refused: (speech) =>
      configCard(speech, {
        type: 'config.refused',
        faults: [
          'perpdesk.yaml:7:21  routes.trend.size.signal  found 3, expected a decimal in quotes above 0, e.g. "1"',
        ],
        more: 2,
      }),
  },
  'risk warning': {
    'near liquidation': risk(near),
    'away from it again': risk({ ...near, type: 'risk.eased', percent: '6.3' }),
    'near its stop': risk({ ...near, about: 'stop', direction: 'short', percent: '0.4', level: '0.5', edge: '60240' }),
    margin: risk({ ...ofAccount, about: 'margin', percent: '82', level: '80', edge: '7782.21' }),
    'a day’s loss': risk({ ...ofAccount, about: 'day-drawdown', percent: '5.095', level: '5', edge: '10000' }),
    'less lost again': risk({
      ...ofAccount,
      type: 'risk.eased',
      about: 'drawdown',
      percent: '7',
      level: '10',
      edge: '10204.84',
    }),
  },
  silence: {
    'for bars': (speech) => silenceCard(speech, silent),
    'of a route that never spoke': (speech) =>
      silenceCard(speech, { ...silent, stream: null, lastAt: null, bars: null }),
    'that ended': (speech) => silenceCard(speech, { ...silent, type: 'signal.resumed' }),
  },
  summary: {
    'of a day': (speech) => summaryCard(speech, day),
    'of a day without anything': (speech) => summaryCard(speech, { ...day, accounts: [quiet], alerts: 0, refused: 0 }),
    'of days, late': (speech) => summaryCard(speech, { ...day, fromAt: Date.UTC(2026, 10, 23), isLate: true }),
    'of a week': (speech) =>
      summaryCard(speech, {
        ...day,
        type: 'summary.weekly',
        fromAt: Date.UTC(2026, 10, 16),
        toAt: Date.UTC(2026, 10, 23),
      }),
  },
  strangerCard: {
    'who wrote': (speech) =>
      strangerCard(speech, { userId: '666', name: '@mallory_<b>', chatId: '666', did: 'message' }),
    'who tapped in a group': (speech) =>
      strangerCard(speech, { userId: '666', name: 'Mal Lory', chatId: '-1001', did: 'tap' }),
  },
  away: {
    'with fills': (speech) =>
      awayCard(speech, {
        type: 'desk.away',
        fromAt: Date.UTC(2026, 10, 25, 22),
        toAt: Date.UTC(2026, 10, 26, 0, 13),
        accounts: [
          { account, isUnread: false, fills: 3, realizedPnl: '-12.5', symbols: ['BTCUSDT', 'ETHUSDT'] },
          { account: quiet.account, isUnread: false, fills: 0, realizedPnl: '0', symbols: [] },
          {
            account: { brokerId: 'scalps', environment: 'demo' },
            isUnread: true,
            fills: 0,
            realizedPnl: '0',
            symbols: [],
          },
        ],
      }),
  },
};
