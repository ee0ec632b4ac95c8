import type { Route } from '../route.ts';
import type { Refusal } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

const MAX_AHEAD_MS = 5_000;

/** `null`: the time is there, or need not be, and does not lie in the future. */
export function checkTime(
  firedAt: number | null,
  receivedAt: number,
  route: Pick<Route, 'allowNoTime'>,
): Refusal | null {
  if (firedAt === null) {
    return route.allowNoTime ? null : refuse(sentence('fired-at-missing'));
  }
  const aheadMs = firedAt - receivedAt;
  return aheadMs > MAX_AHEAD_MS ? refuse(sentence('fired-at-ahead', { seconds: Math.ceil(aheadMs / 1000) })) : null;
}

function refuse(detail: string): Refusal {
  return { ok: false, code: 'bad-time', detail };
}
