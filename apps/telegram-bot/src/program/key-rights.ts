import type { Broker, CallOptions } from '@perpdesk/broker-core';

/** What an account's key may do, as the exchange says. */
export interface KeyRights {
  readonly canTradeFutures: boolean;
  readonly canWithdraw: boolean;
  /** It works from named addresses alone. */
  readonly isIpRestricted: boolean;
}

interface RightsTeller {
  getKeyPermissions(options?: CallOptions): Promise<KeyRights | null>;
}

function tellsRights(broker: Broker): broker is Broker & RightsTeller {
  return 'getKeyPermissions' in broker;
}

/** `null` where neither adapter nor host says. @throws {BrokerError} if the exchange does not answer. */
export async function readKeyRights(broker: Broker, abortSignal: AbortSignal): Promise<KeyRights | null> {
  return tellsRights(broker) ? broker.getKeyPermissions({ abortSignal }) : null;
}
