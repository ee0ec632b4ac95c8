import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { streamName } from '@perpdesk/signals';

const SIDES = ['', ':long', ':short'] as const;

/** Every name that a stream of the configuration may have on these symbols: routes with their strategies, and people. */
export function streamCandidates(
  { routes, telegram }: Pick<PerpdeskConfig, 'routes' | 'telegram'>,
  symbols: readonly string[],
  strategies: readonly string[],
): readonly string[] {
  const names = [null, ...strategies];
  return symbols.flatMap((symbol) => [
    ...routes.flatMap(({ id }) => names.map((strategy) => streamName(id, strategy, symbol))),
    ...(telegram?.users ?? []).flatMap(({ id }) => SIDES.map((side) => `operator/${id}/${symbol}${side}`)),
  ]);
}
