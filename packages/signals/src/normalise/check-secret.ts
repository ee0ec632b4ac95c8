import { createHash, timingSafeEqual } from 'node:crypto';
import type { Route } from '../route.ts';
import type { Refusal } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

/** `null`: the route asks for no secret, or this is the one. Takes the same time for every wrong secret. */
export function checkSecret(secret: string | null, route: Pick<Route, 'secretHash'>): Refusal | null {
  if (route.secretHash === null) return null;
  const given = createHash('sha256')
    .update(secret ?? '')
    .digest();
  const expected = Buffer.from(route.secretHash, 'hex');
  const fits = expected.length === given.length && timingSafeEqual(given, expected);
  if (fits && secret !== null) return null;
  const detail = secret === null ? sentence('secret-missing') : sentence('secret-wrong');
  return { ok: false, code: 'unauthenticated', detail };
}
