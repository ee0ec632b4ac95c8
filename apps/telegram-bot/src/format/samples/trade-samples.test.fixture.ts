import { decimal } from '@perpdesk/broker-core';
import { fakeInstrument, fakePosition } from '@perpdesk/broker-core/testing';
import { describeChange } from '../../desk/position-change.ts';
import { toLegalQuantity } from '../../desk/legal-quantity.ts';
import type { ClosePreview, OpenPreview } from '../../desk/preview.ts';
import { lateCard } from '../late-card.ts';
import { closeCard, openCard, panicCard } from '../preview-card.ts';
import { account, AT, NONCE, type Samples } from './sample.test.fixture.ts';

const instrument = fakeInstrument();
const card = { nonce: NONCE, expiresAt: AT + 60_000 };
const position = fakePosition({ quantity: decimal('0.02'), unrealizedPnl: decimal('2.41') });

const sized = toLegalQuantity(
  { type: 'notional', notional: decimal('1234.56') },
  { instrument, price: decimal('60000'), equity: decimal('10000'), stopPrice: null },
);
const change = describeChange([position], {
  instrument,
  direction: 'long',
  quantity: decimal('0.02'),
  positionMode: 'one-way',
});

const open: OpenPreview = {
  ...card,
  ...account(),
  heardAgoMs: null,
  instrument,
  direction: 'long',
  quantity: decimal('0.02'),
  price: decimal('60000'),
  notional: decimal('1200'),
  limitPrice: decimal('59000'),
  leverage: 10,
  leverageBefore: 5,
  marginType: 'cross',
  margin: decimal('120'),
  fee: decimal('0.24'),
  liquidity: 'maker',
  stopPrice: decimal('58000'),
  hasStop: true,
  stopLoss: decimal('20'),
  targets: [
    { price: decimal('61000'), share: decimal('1'), size: null },
    { price: decimal('62000'), share: null, size: decimal('0.02') },
  ],
  liquidation: { type: 'price', price: decimal('54310'), falls: true },
  liquidationBefore: null,
  notes: [sized.ok ? sized.value.note : null, change].filter((note) => note !== null),
};
const close: ClosePreview = {
  ...card,
  ...account('paper', 'paper'),
  heardAgoMs: 65_000,
  instrument,
  position,
  positionSide: 'net',
  quantity: decimal('0.02'),
  isAll: true,
  notes: [],
};

export const TRADE_SAMPLES: Samples = {
  openCard: {
    'a long with notes': (speech) => openCard(speech, open),
    'one that adds to a position': (speech) => openCard(speech, { ...open, liquidationBefore: decimal('53100') }),
    'a short without what the account did not tell': (speech) =>
      openCard(speech, {
        ...open,
        ...account('demo', 'demo'),
        direction: 'short',
        limitPrice: null,
        liquidity: 'taker',
        leverageBefore: null,
        stopPrice: null,
        hasStop: false,
        stopLoss: null,
        targets: [],
        margin: null,
        leverage: null,
        liquidation: { type: 'unknown' },
        notes: [],
      }),
  },
  closeCard: {
    whole: (speech) => closeCard(speech, close),
    'a part': (speech) => closeCard(speech, { ...close, quantity: decimal('0.01'), isAll: false }),
  },
  panicCard: {
    'two accounts': (speech) =>
      panicCard(speech, {
        ...card,
        accounts: [
          { ...account(), positions: [position], openOrders: 2 },
          { ...account('scalps', 'demo'), positions: [], openOrders: 1 },
        ],
      }),
  },
  lateCard: { 'a late command': (speech) => lateCard(speech, '/long BTCUSDT 0.01', 7_200_000, card) },
};
