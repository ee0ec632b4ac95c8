import { type Balance, type Broker, type CallOptions, ZERO } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { accountOf, balanceOf } from '../map/account.ts';
import { bracketsOf } from '../map/brackets.ts';
import { marginTypeOf } from '../map/margin-type.ts';
import type { Session } from '../session.ts';
import { accountConfigSchema } from '../wire/account-config.ts';
import { accountSchema } from '../wire/account.ts';
import { balancesSchema } from '../wire/balances.ts';
import { leverageBracketsSchema } from '../wire/leverage-brackets.ts';
import { symbolConfigsSchema } from '../wire/symbol-configs.ts';

export type AccountReads = Pick<
  Broker,
  'getAccount' | 'getBalance' | 'getLeverageBrackets' | 'getLeverage' | 'getMarginType' | 'getPositionMode'
>;

/** The account's money and settings. `current` throws `not-connected`. */
export function createAccountReads(current: (operation: string) => Session): AccountReads {
  const symbolConfig = async (operation: string, symbol: string, options: CallOptions | undefined) => {
    const session = current(operation);
    const instrument = await session.instruments.get(symbol, { operation, ...options });
    const [config] = await ask(
      session,
      {
        operation,
        path: '/fapi/v1/symbolConfig',
        params: { symbol: instrument.symbol },
        weight: 5,
        schema: symbolConfigsSchema,
      },
      options,
    );
    if (config === undefined) throw new TypeError(`${operation}: Binance told no settings of ${instrument.symbol}.`);
    return config;
  };
  const accountConfig = (operation: string, session: Session, options: CallOptions | undefined) =>
    ask(session, { operation, path: '/fapi/v1/accountConfig', weight: 5, schema: accountConfigSchema }, options);

  return {
    async getAccount(options) {
      const operation = 'getAccount';
      const session = current(operation);
      const [account, config] = await Promise.all([
        ask(session, { operation, path: '/fapi/v3/account', weight: 5, schema: accountSchema }, options),
        accountConfig(operation, session, options),
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
      return (await symbolConfig('getLeverage', symbol, options)).leverage;
    },
    async getMarginType(symbol, options) {
      return marginTypeOf((await symbolConfig('getMarginType', symbol, options)).marginType);
    },
    async getPositionMode(options) {
      const operation = 'getPositionMode';
      const session = current(operation);
      const { dualSidePosition } = await accountConfig(operation, session, options);
      const positionMode = dualSidePosition ? 'hedge' : 'one-way';
      session.mode.positionMode = positionMode;
      return positionMode;
    },
  };
}
