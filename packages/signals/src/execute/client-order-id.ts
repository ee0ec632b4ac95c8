import { createHash } from 'node:crypto';
import { type ClientOrderId, type Environment, toClientOrderId } from '@perpdesk/broker-core';

/**
 * What a client order id says: `p<env>-<stream>-<sequence>-<leg>-<attempt>-<hash>`, numbers in base 36, at most 36
 * characters; `leg` and `attempt` begin anew after three digits. `env` is `l`, `d` or `p`; `hash` is the beginning of the
 * intent id's SHA-256, so that two intents never share an id. Foreign ids do not match.
 */
export interface ClientOrderIdParts {
  readonly environment: Environment;
  /** The stream's code, 1 to 8 characters of `0-9a-z`. */
  readonly streamCode: string;
  /** The stream's count of applied signals. */
  readonly sequence: number;
  readonly leg: number;
  readonly attempt: number;
  readonly hash: string;
}

const LETTERS = { live: 'l', demo: 'd', paper: 'p' } as const satisfies Record<Environment, string>;
const ENVIRONMENT_OF = new Map<string, Environment>([
  ['l', 'live'],
  ['d', 'demo'],
  ['p', 'paper'],
]);
/** Ids of one intent so far apart are hours apart: never both open. */
const THREE_DIGITS = 36 ** 3;
const FORMAT = /^p([ldp])-([0-9a-z]{1,8})-([0-9a-z]{1,6})-([0-9a-z]{1,3})-([0-9a-z]{1,3})-([0-9a-f]{8})$/;

/** @throws {RangeError} if a part is too long. */
export function encodeClientOrderId(parts: ClientOrderIdParts): ClientOrderId {
  const { environment, streamCode, sequence, leg, attempt, hash } = parts;
  const numbers = [sequence, leg % THREE_DIGITS, attempt % THREE_DIGITS].map((value) => value.toString(36)).join('-');
  const text = `p${LETTERS[environment]}-${streamCode}-${numbers}-${hash}`;
  if (!FORMAT.test(text)) throw new RangeError(`Not a client order id of ours: ${text}.`);
  return toClientOrderId(text);
}

/** `null` for a foreign id. */
export function decodeClientOrderId(text: string): ClientOrderIdParts | null {
  const [, letter, streamCode, sequence, leg, attempt, hash] = FORMAT.exec(text) ?? [];
  const environment = ENVIRONMENT_OF.get(letter ?? '');
  if (environment === undefined || streamCode === undefined || hash === undefined) return null;
  return {
    environment,
    streamCode,
    sequence: parseInt(sequence ?? '', 36),
    leg: parseInt(leg ?? '', 36),
    attempt: parseInt(attempt ?? '', 36),
    hash,
  };
}

/** The hash part of an intent's ids. */
export function hashOfIntent(intentId: string): string {
  return createHash('sha256').update(intentId).digest('hex').slice(0, 8);
}
