import { decimal, Decimal, type Instrument } from '@perpdesk/broker-core';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';

/** 2100-12-25T08:00:00Z, as Binance writes it for perpetuals. */
const NEVER = 4_133_404_800_000;
/** 2019-09-25T08:00:00Z */
const ONBOARD_DATE = 1_569_398_400_000;
const ONE = decimal('1');

/** An instrument as a perpetual of the exchange; without a price band of its own it gets ±15 % of the mark price. */
export function toListedSymbol(instrument: Instrument): ListedSymbol {
  const percent = decimal(instrument.maxLeverage >= 100 ? '0.05' : '0.15');
  const priceBand = instrument.priceBand ?? { up: ONE.plus(percent), down: Decimal.max(ONE.minus(percent), 0) };
  return {
    instrument: { ...instrument, priceBand },
    contractType: 'PERPETUAL',
    status: statusOf(instrument),
    pair: instrument.symbol,
    onboardDate: ONBOARD_DATE,
    deliveryDate: NEVER,
    underlyingSubType: ['Layer-1'],
    priceBand,
    maxOrders: 200,
  };
}

function statusOf({ status }: Instrument): ListedSymbol['status'] {
  switch (status) {
    case 'trading':
      return 'TRADING';
    case 'halted':
    case 'unknown':
      return 'BREAK';
    case 'delisted':
      return 'SETTLING';
    default:
      return status satisfies never;
  }
}
