import { createHash, timingSafeEqual } from 'node:crypto';
import type { Route } from '../route.ts';

/** Finds the route that a path token belongs to; `null` for none. Takes the same time for every token of one length. */
export type FindRoute = (token: string) => string | null;

export function createTokenTable(routes: readonly Pick<Route, 'id' | 'tokenHashes'>[]): FindRoute {
  const entries = routes.flatMap(({ id, tokenHashes }) =>
    tokenHashes.map((hash) => ({ id, hash: Buffer.from(hash, 'hex') })),
  );
  return (token) => {
    const given = createHash('sha256').update(token).digest();
    let found: string | null = null;
    for (const { id, hash } of entries) {
      if (hash.length === given.length && timingSafeEqual(hash, given)) found = id;
    }
    return found;
  };
}
