import type { Route } from '../route.ts';
import type { Refusal } from '../signal.ts';

const MAX_AHEAD_MS = 5_000;

/** `null`: the time is there, or need not be, and does not lie in the future. */
export function checkTime(
  firedAt: number | null,
  receivedAt: number,
  route: Pick<Route, 'allowNoTime'>,
): Refusal | null {
  if (firedAt === null) {
    return route.allowNoTime
      ? null
      : refuse('firedAt is missing; put {{timenow}} there, or set allowNoTime on the route.');
  }
  const aheadMs = firedAt - receivedAt;
  return aheadMs > MAX_AHEAD_MS
    ? refuse(`firedAt lies ${Math.ceil(aheadMs / 1000)} s in the future; check the clocks.`)
    : null;
}

function refuse(detail: string): Refusal {
  return { ok: false, code: 'bad-time', detail };
}
