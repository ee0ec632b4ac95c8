import { type Balance, type Broker, ZERO } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { accountOf, balanceOf } from '../map/account.ts';
import { bracketsOf } from '../map/brackets.ts';
import { marginTypeOf } from '../map/margin-type.ts';
import type { Session } from '../session.ts';
import { accountSchema } from '../wire/account.ts';
import { balancesSchema } from '../wire/balances.ts';
import { leverageBracketsSchema } from '../wire/leverage-brackets.ts';
import { readAccountConfig } from './read-account-config.ts';
import { createSymbolSettings } from './symbol-settings.ts';

export type AccountReads = Pick<
  Broker,
  'getAccount' | 'getBalance' | 'getLeverageBrackets' | 'getLeverage' | 'getMarginType' | 'getPositionMode'
>;

/** The account's money and settings. `current` throws `not-connected`. */
export function createAccountReads(current: (operation: string) => Session): AccountReads {
  const settingsOf = createSymbolSettings(current);

  return {
    async getAccount(options) {
      const operation = 'getAccount';
      const session = current(operation);
      const [account, config] = await Promise.all([
        ask(session, { operation, path: '/fapi/v3/account', weight: 5, schema: accountSchema }, options),
        readAccountConfig(session, operation, options),
      ]);
      return accountOf(account, config, session.venueClock.now());
    },
    async getBalance(asset, options): Promise<Balance> {
      const operation = 'getBalance';
      const question = { operation, path: '/fapi/v3/balance', weight: 5, schema: balancesSchema } as const;
      const balances = await ask(current(operation), question, options);
      const found = balances.find((balance) => balance.asset === asset);
      if (found === undefined) {
        return { asset, walletBalance: ZERO, availableBalance: ZERO, unrealizedPnl: ZERO };
      }
      return balanceOf(found);
    },
    async getLeverageBrackets(symbol, options) {
      const operation = 'getLeverageBrackets';
      const session = current(operation);
      const instrument = await session.instruments.get(symbol, { operation, ...options });
      const path = '/fapi/v1/leverageBracket';
      const params = { symbol: instrument.symbol };
      const found = await ask(session, { operation, path, params, weight: 1, schema: leverageBracketsSchema }, options);
      return bracketsOf(found, instrument.symbol);
    },
    async getLeverage(symbol, options) {
      return (await settingsOf('getLeverage', symbol, options)).leverage;
    },
    async getMarginType(symbol, options) {
      return marginTypeOf((await settingsOf('getMarginType', symbol, options)).marginType);
    },
    async getPositionMode(options) {
      const operation = 'getPositionMode';
      const { dualSidePosition } = await readAccountConfig(current(operation), operation, options);
      return dualSidePosition ? 'hedge' : 'one-way';
    },
  };
}
