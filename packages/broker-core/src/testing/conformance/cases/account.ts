import { Decimal, ZERO } from '../../../decimal.ts';
import { assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const ACCOUNT_PAGE = docs('account/rest-api/Account-Information-V3');

export const ACCOUNT: ConformanceGroup = {
  prefix: 'ACC',
  title: 'Account and balances',
  cases: [
    {
      id: 'ACC-01',
      title: 'the account has money in the asset that the instrument settles in',
      needs: [],
      source: ACCOUNT_PAGE,
      seenOnDemo: 'never',
      async run({ broker, instrument }) {
        const account = await broker.getAccount();
        const { settleAsset } = instrument;
        const listed = account.balances.filter(({ asset }) => asset === settleAsset);
        assertThat(listed.length === 1, `${settleAsset} is listed ${listed.length} times.`);
        assertThat(account.canTrade, 'The account may not trade.');
        assertThat(account.equity.gt('0') && account.availableBalance.gt('0'), `It has ${show(account.equity)}.`);
        const balance = await broker.getBalance(settleAsset);
        assertThat(balance.asset === settleAsset && balance.availableBalance.gt('0'), `It has ${show(balance)}.`);
      },
    },
    {
      id: 'ACC-02',
      title: 'of an asset that the account does not hold it has nothing',
      needs: [],
      source: contract('Broker.getBalance'),
      seenOnDemo: 'never',
      async run({ broker }) {
        const balance = await broker.getBalance('NOSUCHASSET');
        assertThat(balance.walletBalance.isZero() && balance.availableBalance.isZero(), `It has ${show(balance)}.`);
      },
    },
    {
      id: 'ACC-03',
      title: 'a position binds margin, and closing it sets it free',
      needs: ['market', 'fills'],
      source: ACCOUNT_PAGE,
      seenOnDemo: 'never',
      async run({ broker, enter, flat, eventually, id, symbol, instrument }) {
        const available = async () => (await broker.getBalance(instrument.settleAsset)).availableBalance;
        const before = await available();
        await enter('a', 'buy');
        const bound = await eventually('margin is bound', available, (found) => found.lt(before));
        const account = await broker.getAccount();
        assertThat(account.initialMargin.gt('0'), `The initial margin is ${show(account.initialMargin)}.`);
        assertThat(account.maintenanceMargin.gt('0'), `The maintenance is ${show(account.maintenanceMargin)}.`);
        await broker.closePosition(symbol, { clientOrderId: id('b') });
        await flat();
        await eventually('margin is free', available, (found) => found.gt(bound));
      },
    },
    {
      id: 'ACC-04',
      title: 'the wallet changes by the realised result less the fees, to the last digit',
      needs: ['market', 'fills'],
      source: docs('trade/rest-api/Account-Trade-List'),
      seenOnDemo: 'never',
      async run({ broker, enter, order, fills, flat, eventually, id, symbol, instrument }) {
        const { settleAsset } = instrument;
        const wallet = async () => (await broker.getBalance(settleAsset)).walletBalance;
        const before = await wallet();
        const trades = [...(await fills(await enter('a', 'buy', { units: 2 })))];
        await broker.closePosition(symbol, { clientOrderId: id('b') });
        trades.push(...(await fills(await order(id('b'), 'filled'))));
        await flat();
        const results = trades.reduce((sum, { realizedPnl }) => sum.plus(realizedPnl), ZERO);
        const paid = trades.filter(({ feeAsset }) => feeAsset === settleAsset);
        const fees = paid.reduce((sum, { fee }) => sum.plus(fee), ZERO);
        const expected = before.plus(results).minus(fees);
        await eventually(`the wallet has ${show(expected)}`, wallet, (found) => found.eq(expected));
      },
    },
    {
      id: 'ACC-05',
      title: 'an order that the margin does not cover is refused',
      needs: ['limit', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['insufficient-margin', 'leverage-too-high'],
      async run({ broker, resting, price, instrument, refused, absent, id, symbol }) {
        const { availableBalance } = await broker.getBalance(instrument.settleAsset);
        const carried = availableBalance.times(await broker.getLeverage(symbol)).times('1.5');
        const asked = carried.div(price('0.9')).toNearest(instrument.stepSize, Decimal.ROUND_CEIL);
        const quantity = Decimal.min(asked, instrument.maxQuantity);
        const request = { ...resting('a', 'buy'), quantity };
        await refused(() => broker.placeOrder(request), 'insufficient-margin', 'leverage-too-high');
        await absent(id('a'));
      },
    },
  ],
};
