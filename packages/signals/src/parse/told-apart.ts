import { hash } from 'node:crypto';
import { FIELD_NAMES } from './field-names.ts';

/** Under these, two values that look the same would be one strategy, one order or one alert. */
const NAMES: ReadonlySet<string> = new Set([
  ...FIELD_NAMES.strategy.names,
  ...FIELD_NAMES.orderId.names,
  ...FIELD_NAMES.orderId.fallbacks,
  'name',
  'tag',
]);
const HASH_LENGTH = 8;

/**
 * What is shown of a name of which something was taken out, with a short hash of the whole before it, so that two names stay
 * two. Read again it stays as it is.
 */
export function toldApart(name: string, whole: string, shown: string): string {
  if (shown === whole || !NAMES.has(name)) return shown;
  return `~${hash('sha256', whole, 'hex').slice(0, HASH_LENGTH)} ${shown}`;
}
