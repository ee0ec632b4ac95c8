import { decimal, type Decimal } from '@perpdesk/broker-core';

/** Where the standard instruments begin, in quote asset; plausible, not current. */
export const STANDARD_PRICES: Readonly<Record<string, Decimal>> = {
  BTCUSDT: decimal('60000'),
  ETHUSDT: decimal('3000'),
  BNBUSDT: decimal('600'),
  SOLUSDT: decimal('150'),
  XRPUSDT: decimal('0.6'),
  DOGEUSDT: decimal('0.15'),
  ADAUSDT: decimal('0.4'),
  AVAXUSDT: decimal('30'),
  LINKUSDT: decimal('15'),
  LTCUSDT: decimal('80'),
  DOTUSDT: decimal('6'),
  SUIUSDT: decimal('2'),
};
