import { formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { ConfigPath } from '../errors/config-error.ts';
import type { RouteInput } from '../schema/routes.ts';

/** Targets and stops that work, but probably not as they read. */
export function targetWarnings(
  name: string,
  { protect, overrides }: Pick<RouteInput, 'protect' | 'overrides'>,
): readonly { readonly path: ConfigPath; readonly message: string }[] {
  if (protect === undefined) return [];
  const { takeProfits, breakEvenAfter, trailing, stopLoss } = protect;
  const at = (...keys: ConfigPath): ConfigPath => ['routes', name, 'protect', ...keys];
  const warnings: { readonly path: ConfigPath; readonly message: string }[] = [];
  const last = takeProfits.at(-1)?.share;
  const before = takeProfits.slice(0, -1);
  const rest = before.reduce((left, { share }) => left.minus(share ?? ZERO), ZERO.plus(100));
  if (last !== undefined && before.every(({ share }) => share !== undefined) && !last.eq(rest)) {
    const message = `The last target takes the rest: ${formatDecimal(rest)}% of the position.`;
    warnings.push({ path: at('takeProfits', takeProfits.length - 1, 'share'), message });
  }
  if (breakEvenAfter !== undefined && breakEvenAfter >= takeProfits.length && !overrides.includes('protect')) {
    const message = `The route has ${takeProfits.length} targets, and the last leaves nothing: the stop never moves to the entry.`;
    warnings.push({ path: at('breakEvenAfter'), message });
  }
  if (trailing !== undefined && stopLoss === undefined) {
    const message = 'Without a stopLoss nothing limits a loss before the price has gone the right way.';
    warnings.push({ path: at('trailing'), message });
  }
  return warnings;
}
