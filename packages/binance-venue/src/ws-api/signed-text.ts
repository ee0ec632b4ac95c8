import { isSignedBy } from '../call/authenticate.ts';
import type { ApiKey } from '../exchange/api-key.ts';
import type { WsRequest } from './ws-request.ts';

/** Percent-encoding leaves it as it is, and nothing in it separates parameters. */
const PLAIN = /^[\w.~!*'()-]*$/;

/**
 * The text that was signed: the parameters without the signature, sorted by name; the values as they are, or
 * percent-encoded as some clients sign them.
 */
export function signedText(key: ApiKey | null, params: WsRequest['params'], signature: string): string {
  const names = [...params.keys()].filter((name) => name !== 'signature').toSorted();
  const textOf = (encode: (value: string) => string) =>
    names.map((name) => `${name}=${encode(params.get(name) ?? '')}`).join('&');
  const raw = textOf((value) => value);
  const isPlain = names.every((name) => PLAIN.test(params.get(name) ?? ''));
  if (isPlain || key === null) return raw;
  const encoded = textOf(encodeURIComponent);
  return isSignedBy(key, encoded, signature) ? encoded : raw;
}
