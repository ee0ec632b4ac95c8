/** What a failed call means for the money. `unknown`: it may have happened; look, never re-send. */
export const OUTCOMES = ['not-sent', 'rejected', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface CodeRow {
  /** The outcome where the thrower knows no better. */
  readonly outcome: Outcome;
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code an adapter may use: the one table from which docs and chat texts are made. */
export const BROKER_ERROR_CODES = {
  'not-connected': {
    outcome: 'not-sent',
    meaning: 'The broker is not connected.',
    remedy: 'Call connect(), or wait for the reconnect.',
  },
  'invalid-request': {
    outcome: 'not-sent',
    meaning: 'The request breaks the contract.',
    remedy: 'Mend the request; the message names the field.',
  },
  unsupported: { outcome: 'not-sent', meaning: 'This broker cannot do that.', remedy: 'Look at its capabilities.' },
  'unknown-symbol': {
    outcome: 'rejected',
    meaning: 'The exchange does not list this instrument.',
    remedy: 'Check the symbol against getInstruments().',
  },
  'instrument-not-trading': {
    outcome: 'rejected',
    meaning: 'The instrument is halted or delisted.',
    remedy: 'Wait, or trade another one.',
  },
  'below-minimum': {
    outcome: 'rejected',
    meaning: 'Quantity or notional is below the minimum.',
    remedy: 'Order more; the message names the minimum.',
  },
  'above-maximum': {
    outcome: 'rejected',
    meaning: 'Quantity is above the maximum of one order.',
    remedy: 'Split the order.',
  },
  'invalid-precision': {
    outcome: 'rejected',
    meaning: 'Quantity or price is off its step or tick.',
    remedy: 'Round it with roundQuantityDown or roundPriceTo.',
  },
  'price-out-of-range': {
    outcome: 'rejected',
    meaning: 'The price is outside the band of the exchange.',
    remedy: 'Move the price nearer to the mark price.',
  },
  'insufficient-margin': {
    outcome: 'rejected',
    meaning: 'The free balance does not cover the margin.',
    remedy: 'Order less, raise the leverage or add money.',
  },
  'leverage-too-high': {
    outcome: 'rejected',
    meaning: 'The position is too large for the leverage.',
    remedy: 'Lower the leverage or the size.',
  },
  'reduce-only-rejected': {
    outcome: 'rejected',
    meaning: 'A reduce-only order would not have reduced.',
    remedy: 'Read the position again: it may be flat already.',
  },
  'would-trigger-immediately': {
    outcome: 'rejected',
    meaning: 'The trigger price is already reached.',
    remedy: 'Move the trigger, or close at market.',
  },
  'post-only-rejected': {
    outcome: 'rejected',
    meaning: 'A post-only order would have taken liquidity.',
    remedy: 'Move the price away from the market.',
  },
  'fill-or-kill-rejected': {
    outcome: 'rejected',
    meaning: 'A fill-or-kill order could not fill whole.',
    remedy: 'Order less, or use another time in force.',
  },
  'position-mode-mismatch': {
    outcome: 'rejected',
    meaning: 'The position side does not fit the account’s mode.',
    remedy: 'Use net in one-way mode, long or short in hedge mode.',
  },
  'has-open-exposure': {
    outcome: 'rejected',
    meaning: 'Not while orders or positions are open.',
    remedy: 'Close and cancel first.',
  },
  'already-set': { outcome: 'rejected', meaning: 'The setting has that value already.', remedy: 'Nothing to do.' },
  'duplicate-client-order-id': {
    outcome: 'unknown',
    meaning: 'An open order has this client order id.',
    remedy: 'An earlier attempt may have landed: look it up.',
  },
  'order-not-found': {
    outcome: 'rejected',
    meaning: 'The exchange knows no such order.',
    remedy: 'It may have filled: look at fills and position.',
  },
  'order-not-open': {
    outcome: 'rejected',
    meaning: 'The order is no longer open.',
    remedy: 'Read it to see how it ended.',
  },
  'too-many-orders': { outcome: 'rejected', meaning: 'The account has too many open orders.', remedy: 'Cancel some.' },
  'validity-expired': {
    outcome: 'rejected',
    meaning: 'The request reached the exchange outside its validity.',
    remedy: 'Sync the clock; send anew with a new validity.',
  },
  'rate-limited': { outcome: 'not-sent', meaning: 'Too many requests.', remedy: 'Wait for retryAfterMs.' },
  overloaded: {
    outcome: 'not-sent',
    meaning: 'The exchange refused for overload and did not execute.',
    remedy: 'Try again shortly.',
  },
  clock: {
    outcome: 'not-sent',
    meaning: 'The request’s time is off the exchange’s.',
    remedy: 'Sync the clock, then send anew.',
  },
  'not-authorized': {
    outcome: 'rejected',
    meaning: 'The key is wrong, expired, or lacks the permission or IP.',
    remedy: 'Check the key at the exchange.',
  },
  'account-restricted': {
    outcome: 'rejected',
    meaning: 'The exchange has stopped this account: liquidation, a ban, a rule of its own.',
    remedy: 'Look at the account at the exchange; nothing is sent by itself again.',
  },
  'account-not-supported': {
    outcome: 'rejected',
    meaning: 'The account is in a mode this adapter does not model.',
    remedy: 'Change the mode at the exchange.',
  },
  timeout: {
    outcome: 'unknown',
    meaning: 'No answer in time.',
    remedy: 'For an order: look it up before anything else.',
  },
  network: {
    outcome: 'unknown',
    meaning: 'The connection failed.',
    remedy: 'For an order: look it up before anything else.',
  },
  aborted: {
    outcome: 'unknown',
    meaning: 'The caller stopped waiting.',
    remedy: 'For an order: look it up before anything else.',
  },
  'venue-error': {
    outcome: 'unknown',
    meaning: 'The exchange answered with an error that has no code here.',
    remedy: 'See its own code and text.',
  },
} as const satisfies Readonly<Record<string, CodeRow>>;

export type BrokerErrorCode = keyof typeof BROKER_ERROR_CODES;
