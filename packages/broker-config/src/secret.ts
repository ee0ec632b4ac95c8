/** A secret value that shows itself only when asked by name. */
export interface Secret {
  /** The value. Never hand it to a log, an error, a chat or a metric. */
  reveal(): string;
  /** `[secret]`. */
  toString(): string;
  /** `[secret]`. */
  toJSON(): string;
}

const MASK = '[secret]';

/** Holds `value` so that printing, logging, joining and JSON give `[secret]`. */
export function createSecret(value: string): Secret {
  const mask = () => MASK;
  const secret: Secret = { reveal: () => value, toString: mask, toJSON: mask };
  Object.defineProperty(secret, Symbol.for('nodejs.util.inspect.custom'), { value: mask });
  return Object.freeze(secret);
}
