import type { BinanceBroker } from '../binance-broker.ts';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { apiRestrictionsSchema } from '../wire/api-restrictions.ts';

export function createKeyReads(current: (operation: string) => Session): Pick<BinanceBroker, 'getKeyPermissions'> {
  return {
    async getKeyPermissions(options) {
      const operation = 'getKeyPermissions';
      const session = current(operation);
      if (session.keyHost === null) return null;
      const path = '/sapi/v1/account/apiRestrictions';
      const question = { operation, path, weight: 1, schema: apiRestrictionsSchema } as const;
      const found = await ask({ ...session, rest: session.keyHost }, question, options);
      return {
        canTradeFutures: found.enableFutures,
        canWithdraw: found.enableWithdrawals,
        isIpRestricted: found.ipRestrict,
      };
    },
  };
}
