import { isSignedBy } from '../call/authenticate.ts';
import { checkArrival, readWindow } from '../call/timing.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import { VenueRefusal } from '../venue-refusal.ts';
import { signedText } from './signed-text.ts';
import type { WsRequest } from './ws-request.ts';

/** Who a WS-API connection acts for without being asked again. */
export interface Session {
  account: VenueAccount | null;
  /** Unix ms; `null` while not logged on. */
  authorizedAt: number | null;
  /** Unix ms. */
  readonly connectedAt: number;
}

export type SessionMethod = (exchange: Exchange, session: Session, params: WsRequest['params']) => object;

/** Only Ed25519 keys can log a connection on. @throws {VenueRefusal} */
const logOn: SessionMethod = (exchange, session, params) => {
  const apiKey = required(params, 'apiKey');
  const signature = required(params, 'signature');
  checkArrival(readWindow(params), exchange.clock.now());
  const account = exchange.accountByKey(apiKey);
  if (account === null) throw new VenueRefusal(-2015, 'Invalid API-key, IP, or permissions for action.', 401);
  if (account.key.publicKey === undefined) throw new VenueRefusal(-4056, 'HMAC_SHA256 API key is not supported.');
  if (!isSignedBy(account.key, signedText(account, params, signature), signature)) {
    throw new VenueRefusal(-1022, 'Signature for this request is not valid.');
  }
  session.account = account;
  session.authorizedAt = exchange.clock.now();
  return statusOf(exchange, session);
};

const logOut: SessionMethod = (exchange, session) => {
  session.account = null;
  session.authorizedAt = null;
  return statusOf(exchange, session);
};

function statusOf(exchange: Exchange, { account, authorizedAt, connectedAt }: Session): object {
  return {
    apiKey: account?.key.id ?? null,
    authorizedSince: authorizedAt,
    connectedSince: connectedAt,
    returnRateLimits: true,
    serverTime: exchange.clock.now(),
  };
}

function required(params: WsRequest['params'], name: string): string {
  const value = params.get(name) ?? '';
  if (value !== '') return value;
  throw new VenueRefusal(-1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
}

export const SESSION_METHODS: ReadonlyMap<string, SessionMethod> = new Map([
  ['session.logon', logOn],
  ['session.status', statusOf],
  ['session.logout', logOut],
]);
