import { createHash, timingSafeEqual } from 'node:crypto';
import type { Route } from '../route.ts';

export interface FoundRoute {
  readonly routeId: string;
  /** It is the second of the route's tokens: the one that is being replaced. */
  readonly isOldToken: boolean;
}

/** Finds the route that a path token belongs to; `null` for none. Takes the same time for every token of one length. */
export type FindRoute = (token: string) => FoundRoute | null;

export function createTokenTable(routes: readonly Pick<Route, 'id' | 'tokenHashes'>[]): FindRoute {
  const entries = routes.flatMap(({ id, tokenHashes }) =>
    tokenHashes.map((hash, index) => ({
      found: { routeId: id, isOldToken: index > 0 },
      hash: Buffer.from(hash, 'hex'),
    })),
  );
  return (token) => {
    const given = createHash('sha256').update(token).digest();
    let match: FoundRoute | null = null;
    for (const { found, hash } of entries) {
      if (hash.length === given.length && timingSafeEqual(hash, given)) match = found;
    }
    return match;
  };
}
