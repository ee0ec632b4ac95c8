import { z } from 'zod';

const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const EXPECTED = 'a duration such as 500ms, 120s, 5m or 2h';

function toMs(text: string): number {
  const count = Number.parseInt(text, 10);
  const unit = text.replace(/^\d+/, '');
  return count * (unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h' || unit === 'd' ? UNITS[unit] : NaN);
}

/** `500ms | 120s | 5m | 2h`, > 0; milliseconds when read. */
export const duration = z
  .string({ error: EXPECTED })
  .regex(/^[1-9]\d{0,6}(ms|s|m|h)$/, { error: EXPECTED })
  .transform(toMs)
  .meta({ title: 'duration' });

/** As {@link duration}, both ends included; `expected` names them. */
export function durationBetween(minMs: number, maxMs: number, expected: string) {
  return z
    .string({ error: expected })
    .regex(/^[1-9]\d{0,6}(ms|s|m|h)$/, { error: expected })
    .refine((text) => toMs(text) >= minMs && toMs(text) <= maxMs, { error: expected })
    .transform(toMs)
    .meta({ title: 'duration' });
}

/** As {@link duration}, and days. */
export const longDuration = z
  .string({ error: `${EXPECTED}, or days: 90d` })
  .regex(/^[1-9]\d{0,6}(ms|s|m|h|d)$/, { error: `${EXPECTED}, or days: 90d` })
  .transform(toMs)
  .meta({ title: 'duration' });
