import { plainName } from './key-name.ts';

/** What the route's own secret may be called; the last one only where none of the others is given. */
export const ROUTE_SECRET_NAMES: ReadonlySet<string> = new Set(['passphrase', 'secret', 'token']);
export const FALLBACK_SECRET_NAME = 'apisec';

/** Keys of an exchange account: they have no business in an alert. */
const EXCHANGE_KEY =
  /^(?:(?:exchange|binance|bybit|okx|user|my)?api(?:key|secret|secretkey|passphrase|keyid)|secretkey|privatekey)$/;
const SECRET_KEY =
  /pass(?:phrase|word|wd)|secret|token|signature|api(?:key|sec)|privatekey|secretkey|^pin$|^key$|pass$|credential|authori[sz]ation/;

/** Whether the value under this key is never stored, shown or sent on. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(plainName(key));
}

export function isExchangeKey(key: string): boolean {
  return EXCHANGE_KEY.test(plainName(key));
}
