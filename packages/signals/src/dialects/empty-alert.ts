import type { Alert } from '../signal.ts';

/** An alert that says nothing: dialects fill in what theirs has. */
export const EMPTY_ALERT: Omit<Alert, 'symbol'> = {
  strategy: null,
  exchange: null,
  action: null,
  contracts: null,
  marketPosition: null,
  marketPositionSize: null,
  prevMarketPosition: null,
  prevMarketPositionSize: null,
  positionSize: null,
  orderId: null,
  price: null,
  interval: null,
  barAt: null,
  firedAt: null,
  leverage: null,
  orderType: null,
  entryFault: null,
  notes: [],
};
