import type { Refusal } from '@perpdesk/broker-paper/engine';
import type { BrokerErrorCode } from '@perpdesk/broker-core';
import { VenueRefusal } from '../venue-refusal.ts';

type Text = readonly [code: number, message: string];

/** How Binance says what the engine refuses. */
const TEXTS: Partial<Readonly<Record<BrokerErrorCode, Text>>> = {
  'unknown-symbol': [-1121, 'Invalid symbol.'],
  'instrument-not-trading': [-4140, 'Invalid symbol status for opening position'],
  'insufficient-margin': [-2019, 'Margin is insufficient.'],
  'leverage-too-high': [-2027, 'Exceeded the maximum allowable position at current leverage.'],
  'reduce-only-rejected': [-2022, 'ReduceOnly Order is rejected.'],
  'would-trigger-immediately': [-2021, 'Order would immediately trigger.'],
  'post-only-rejected': [
    -5022,
    'Due to the order could not be executed as maker, the Post Only order will be rejected. The order will not be recorded in the order history',
  ],
  'fill-or-kill-rejected': [
    -5021,
    'Due to the order could not be filled immediately, the FOK order has been rejected. The order will not be recorded in the order history',
  ],
  'position-mode-mismatch': [-4061, "Order's position side does not match user's setting."],
  'has-open-exposure': [
    -4130,
    'An open stop or take profit order with GTE and closePosition in the direction is existing.',
  ],
  'duplicate-client-order-id': [-4116, 'ClientOrderId is duplicated.'],
  'order-not-found': [-2011, 'Unknown order sent.'],
  'too-many-orders': [-2025, 'Reach max open order limit.'],
  'price-out-of-range': [-4013, 'Price less than min price.'],
  'below-minimum': [-4004, 'Quantity less than min quantity.'],
  'above-maximum': [-4005, 'Quantity greater than max quantity.'],
  'invalid-precision': [-1111, 'Precision is over the maximum defined for this asset.'],
};

/** The engine's refusal in Binance's words; `texts` say what fits the call better. */
export function toVenueRefusal(
  { code, message }: Refusal,
  texts: Partial<Readonly<Record<BrokerErrorCode, Text>>> = {},
): VenueRefusal {
  const [venueCode, text] = texts[code] ?? TEXTS[code] ?? [-1102, message];
  return new VenueRefusal(venueCode, text);
}
