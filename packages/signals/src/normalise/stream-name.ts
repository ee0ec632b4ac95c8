import { createHash } from 'node:crypto';

const MAX_STRATEGY = 40;

/** `<route>/<strategy>/<symbol>`. A strategy's name that had to be cut or cleaned carries a hash, so that no two meet. */
export function streamName(routeId: string, strategy: string | null, symbol: string): string {
  return `${routeId}/${strategyName(strategy)}/${symbol}`;
}

function strategyName(strategy: string | null): string {
  const name = strategy?.trim() ?? '';
  if (name === '') return 'default';
  const clean = name.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
  if (clean === name && clean.length <= MAX_STRATEGY) return clean;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${clean.slice(0, MAX_STRATEGY - hash.length - 1)}~${hash}`;
}
