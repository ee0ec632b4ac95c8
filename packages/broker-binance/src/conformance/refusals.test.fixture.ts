import type { RefusalCode } from '@perpdesk/broker-core/testing';

/** How Binance itself says each refusal: its code and text. Texts as the documents and clients' tables give them. */
export const REFUSALS: Readonly<Record<RefusalCode, readonly [code: number, msg: string]>> = {
  'unknown-symbol': [-1121, 'Invalid symbol.'],
  'instrument-not-trading': [-4140, 'Invalid symbol status for opening position.'],
  'below-minimum': [-4164, "Order's notional must be no smaller than 100 (unless you choose reduce only)."],
  'above-maximum': [-4005, 'Quantity greater than max quantity.'],
  'invalid-precision': [-1111, 'Precision is over the maximum defined for this asset.'],
  'price-out-of-range': [-4016, "Limit price can't be higher than 63000."],
  'insufficient-margin': [-2019, 'Margin is insufficient.'],
  'leverage-too-high': [-2027, 'Exceeded the maximum allowable position at current leverage.'],
  'reduce-only-rejected': [-2022, 'ReduceOnly Order is rejected.'],
  'would-trigger-immediately': [-2021, 'Order would immediately trigger.'],
  'post-only-rejected': [
    -5022,
    'Due to the order could not be executed as maker, the Post Only order will be rejected.',
  ],
  'fill-or-kill-rejected': [
    -5021,
    'Due to the order could not be filled immediately, the FOK order has been rejected.',
  ],
  'position-mode-mismatch': [-4061, "Order's position side does not match user's setting."],
  'has-open-exposure': [
    -4130,
    'An open stop or take profit order with GTE and closePosition in the direction is existing.',
  ],
  'already-set': [-4046, 'No need to change margin type.'],
  'duplicate-client-order-id': [-4116, 'ClientOrderId is duplicated.'],
  'order-not-found': [-2013, 'Order does not exist.'],
  'order-not-open': [-4117, 'Stop order is triggering.'],
  'too-many-orders': [-2025, 'Reach max open order limit.'],
  'validity-expired': [-5028, 'Timestamp for this request is outside of the ME recvWindow.'],
  'not-authorized': [-2015, 'Invalid API-key, IP, or permissions for action.'],
  'account-restricted': [-2023, 'User in liquidation mode now.'],
  'account-not-supported': [-4531, 'Not supported for portfolio margin accounts.'],
};
