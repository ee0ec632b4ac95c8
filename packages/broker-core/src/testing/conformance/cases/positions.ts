import { type Decimal, decimal, ZERO } from '../../../decimal.ts';
import { roundQuantityDown } from '../../../rounding.ts';
import { assertFields, assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const POSITION = docs('account/rest-api/Position-Information-V3');

function assertNear(what: string, actual: Decimal, expected: Decimal, fraction: string): void {
  const isNear = actual.minus(expected).abs().lte(expected.abs().times(fraction));
  assertThat(isNear, `${what} is ${show(actual)}, not about ${show(expected)}.`);
}

export const POSITIONS: ConformanceGroup = {
  prefix: 'POS',
  title: 'Positions',
  cases: [
    {
      id: 'POS-01',
      title: 'a position tells its entry, notional, margin and settings',
      needs: ['market', 'fills'],
      source: POSITION,
      seenOnDemo: 'never',
      async run({ broker, enter, unit, fills, position, symbol }) {
        const [fill] = await fills(await enter('a', 'buy'));
        const held = await position(({ quantity }) => quantity.eq(unit));
        assertFields('the position', held, {
          symbol,
          positionSide: 'net',
          leverage: await broker.getLeverage(symbol),
          marginType: await broker.getMarginType(symbol),
        });
        if (fill) assertNear('the entry price', held.entryPrice, fill.price, '0.001');
        assertNear('the notional', held.notional, held.markPrice.times(unit), '0.001');
        assertThat(held.initialMargin.gt('0'), `The initial margin is ${show(held.initialMargin)}.`);
        assertThat(held.maintenanceMargin.gt('0'), `The maintenance margin is ${show(held.maintenanceMargin)}.`);
      },
    },
    {
      id: 'POS-02',
      title: 'a position is listed while it is held, and then no more',
      needs: ['market', 'fills'],
      source: POSITION,
      seenOnDemo: 'never',
      async run({ broker, enter, order, flat, eventually, id, symbol }) {
        const listed = async () => (await broker.getPositions()).filter((one) => one.symbol === symbol).length;
        await enter('a', 'sell');
        await eventually('it is listed once', listed, (count) => count === 1);
        await broker.closePosition(symbol, { clientOrderId: id('b') });
        assertFields('the order', await order(id('b'), 'filled'), { side: 'buy', reduceOnly: true });
        await flat();
        await eventually('it is not listed', listed, (count) => count === 0);
      },
    },
    {
      id: 'POS-03',
      title: 'a fraction of a position is closed, rounded down to the step',
      needs: ['market', 'fills'],
      source: contract('ClosePositionOptions.fraction'),
      seenOnDemo: 'never',
      async run({ broker, enter, units, instrument, order, position, id, symbol }) {
        await enter('a', 'buy', { units: 3 });
        await broker.closePosition(symbol, { clientOrderId: id('b'), fraction: decimal('0.5') });
        const part = roundQuantityDown(units(3).times('0.5'), instrument);
        assertFields('the order', await order(id('b'), 'filled'), { side: 'sell', filledQuantity: part });
        await position(({ quantity }) => quantity.eq(units(3).minus(part)));
      },
    },
    {
      id: 'POS-04',
      title: 'a quantity of a position is closed',
      needs: ['market', 'fills'],
      source: contract('ClosePositionOptions.quantity'),
      seenOnDemo: 'never',
      async run({ broker, enter, unit, units, order, position, id, symbol }) {
        await enter('a', 'sell', { units: 3 });
        await broker.closePosition(symbol, { clientOrderId: id('b'), quantity: unit });
        assertFields('the order', await order(id('b'), 'filled'), { side: 'buy', filledQuantity: unit });
        await position(({ quantity }) => quantity.eq(units(-2)));
      },
    },
    {
      id: 'POS-05',
      title: 'closing what is flat is refused',
      needs: ['market', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['reduce-only-rejected'],
      async run({ broker, refused, absent, flat, id, symbol }) {
        await refused(() => broker.closePosition(symbol, { clientOrderId: id('a') }), 'reduce-only-rejected');
        await absent(id('a'));
        await flat();
      },
    },
    {
      id: 'POS-06',
      title: 'a part that is nothing, too much, said twice, or a JS number, is refused',
      needs: ['market', 'fills'],
      source: contract('ClosePositionOptions'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, enter, unit, refused, absent, position, id, symbol }) {
        await enter('a', 'buy');
        const parts = [
          { fraction: decimal('1.1') },
          { fraction: decimal('0') },
          { fraction: decimal('1'), quantity: unit },
          { quantity: ZERO },
          // what untyped code could say
          Object.fromEntries([['fraction', 0.5]]),
          Object.fromEntries([['quantity', 0.001]]),
        ];
        for (const part of parts) {
          const call = () => broker.closePosition(symbol, { clientOrderId: id('b'), ...part });
          await refused(call, 'invalid-request');
        }
        await absent(id('b'));
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'POS-07',
      title: 'the unrealised result follows the mark price',
      needs: ['market', 'fills', 'market:price'],
      source: POSITION,
      seenOnDemo: 'never',
      async run({ enter, unit, price, market, position, symbol }) {
        await enter('a', 'buy');
        await market.setPrice(symbol, price('1.05'));
        const up = await position(({ unrealizedPnl }) => unrealizedPnl.gt('0'));
        assertNear('the result', up.unrealizedPnl, up.markPrice.minus(up.entryPrice).times(unit), '0.001');
        await market.setPrice(symbol, price('0.95'));
        await position(({ unrealizedPnl }) => unrealizedPnl.lt('0'));
      },
    },
    {
      id: 'POS-08',
      title: 'adding to a position averages its entry price',
      needs: ['market', 'fills', 'market:price'],
      source: contract('Position.entryPrice'),
      seenOnDemo: 'never',
      async run({ enter, price, market, fills, position, units, symbol }) {
        const [first] = await fills(await enter('a', 'buy'));
        await market.setPrice(symbol, price('1.1'));
        const [second] = await fills(await enter('b', 'buy'));
        const held = await position(({ quantity }) => quantity.eq(units(2)));
        assertThat(first !== undefined && second !== undefined, 'There are no fills.');
        assertNear('the entry price', held.entryPrice, first.price.plus(second.price).div(2), '0.0001');
      },
    },
    {
      id: 'POS-09',
      title: 'a closing fill tells the realised result, before fees',
      needs: ['market', 'fills', 'market:price'],
      source: docs('trade/rest-api/Account-Trade-List'),
      seenOnDemo: 'never',
      async run({ broker, enter, unit, price, market, order, fills, flat, id, symbol }) {
        const [entry] = await fills(await enter('a', 'buy'));
        await market.setPrice(symbol, price('1.05'));
        await broker.closePosition(symbol, { clientOrderId: id('b') });
        const [exit] = await fills(await order(id('b'), 'filled'));
        assertThat(entry !== undefined && exit !== undefined, 'There are no fills.');
        assertThat(entry.realizedPnl.isZero(), `The entry realised ${show(entry.realizedPnl)}.`);
        assertNear('the result', exit.realizedPnl, exit.price.minus(entry.price).times(unit), '0.0001');
        await flat();
      },
    },
    {
      id: 'POS-10',
      title: 'an isolated long position is liquidated below its entry',
      needs: ['market', 'isolated-margin', 'cross-margin', 'fills'],
      source: POSITION,
      seenOnDemo: 'never',
      async run({ broker, enter, position, flat, id, symbol, after }) {
        const before = await broker.getMarginType(symbol);
        await broker.setMarginType(symbol, 'isolated');
        after(async () => {
          await broker.closePosition(symbol, { clientOrderId: id('z') }).catch(() => undefined);
          await flat();
          await broker.setMarginType(symbol, before);
        });
        await enter('a', 'buy');
        const held = await position(({ marginType }) => marginType === 'isolated');
        const at = held.liquidationPrice;
        assertThat(at !== null && at.gt('0') && at.lt(held.entryPrice), `It is liquidated at ${show(at)}.`);
      },
    },
  ],
};
