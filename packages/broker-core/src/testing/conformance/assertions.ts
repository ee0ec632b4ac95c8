import { AssertionError } from 'node:assert';
import { Decimal, formatDecimal } from '../../decimal.ts';

/** @throws {AssertionError} with the message, if the condition does not hold. */
export function assertThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new AssertionError({ message });
}

/**
 * Compares what is expected, field by field: decimals by their value, all else by identity.
 *
 * @throws {AssertionError} that names each field that differs.
 */
export function assertFields<T extends object>(what: string, actual: T, expected: Partial<T>): void {
  const found = new Map<string, unknown>(Object.entries(actual));
  const wrong = Object.entries(expected).flatMap(([field, value]) =>
    isSame(found.get(field), value) ? [] : [`${field} is ${show(found.get(field))}, not ${show(value)}`],
  );
  assertThat(wrong.length === 0, `${what}: ${wrong.join('; ')}.`);
}

/** @throws {AssertionError} if two decimals differ. */
export function assertDecimal(what: string, actual: Decimal | null, expected: Decimal): void {
  assertThat(isSame(actual, expected), `${what} is ${show(actual)}, not ${show(expected)}.`);
}

/** Short text of any value, for messages. */
export function show(value: unknown): string {
  if (Decimal.isDecimal(value)) return formatDecimal(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function isSame(left: unknown, right: unknown): boolean {
  return Decimal.isDecimal(left) && Decimal.isDecimal(right) ? left.eq(right) : left === right;
}
