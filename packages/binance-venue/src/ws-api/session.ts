import type { Exchange } from '../exchange/exchange.ts';
import type { VenueAccount } from '../exchange/venue-account.ts';
import type { Operation } from '../operations/operation.ts';
import { VenueRefusal } from '../venue-refusal.ts';

/** Who a WS-API connection acts for without being asked again. */
export interface Session {
  readonly account: VenueAccount | null;
  /** What the connection can do beside REST's operations: log on, log out, say who it is. `null` for another method. */
  operationOf(method: string): Operation | null;
}

const WEIGHT = 2;

export function createSession(connectedAt: number): Session {
  let account: VenueAccount | null = null;
  let authorizedAt: number | null = null;

  const status = ({ clock }: Exchange) => ({
    apiKey: account?.key.id ?? null,
    authorizedSince: authorizedAt,
    connectedSince: connectedAt,
    returnRateLimits: true,
    serverTime: clock.now(),
  });
  const operations: Readonly<Record<string, Operation>> = {
    'session.logon': {
      name: 'session.logon',
      security: 'signed',
      weight: WEIGHT,
      run(exchange, caller) {
        if (caller.key.publicKey === undefined) throw new VenueRefusal(-4056, 'HMAC_SHA256 API key is not supported.');
        account = caller;
        authorizedAt = exchange.clock.now();
        return status(exchange);
      },
    },
    'session.status': { name: 'session.status', security: 'none', weight: WEIGHT, run: status },
    'session.logout': {
      name: 'session.logout',
      security: 'none',
      weight: WEIGHT,
      run(exchange) {
        account = null;
        authorizedAt = null;
        return status(exchange);
      },
    },
  };
  return {
    get account() {
      return account;
    },
    operationOf: (method) => (Object.hasOwn(operations, method) ? (operations[method] ?? null) : null),
  };
}
