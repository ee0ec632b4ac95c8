/** Kinds of broker that the program has. */
export const BROKER_TYPES = ['paper', 'binance'] as const;

/** Hosts of the exchanges themselves, by kind. */
export const BROKER_HOSTS: Readonly<Record<string, readonly string[]>> = {
  binance: ['*.binance.com', '*.binancefuture.com'],
};
