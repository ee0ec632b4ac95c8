import { BrokerError } from '../../../broker-error.ts';
import { assertDecimal, assertFields, assertThat } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES, NEW_ORDER } from '../sources.ts';

const long = { positionSide: 'long' } as const;
const short = { positionSide: 'short' } as const;

export const POSITION_MODES_CASES: ConformanceGroup = {
  prefix: 'MOD',
  title: 'One-way and hedge mode',
  cases: [
    {
      id: 'MOD-01',
      title: 'one-way: an opposite order larger than the position turns it round',
      needs: ['market', 'fills'],
      source: contract('POSITION_SIDES'),
      seenOnDemo: 'never',
      async run({ broker, enter, taking, units, order, position, id }) {
        await enter('a', 'buy');
        await broker.placeOrder(taking('b', 'sell', { units: 3 }));
        await order(id('b'), 'filled');
        await position(({ quantity }) => quantity.eq(units(-2)));
      },
    },
    {
      id: 'MOD-02',
      title: 'one-way: a reduce-only order larger than the position never turns it round',
      needs: ['market', 'reduce-only', 'fills'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      async run({ broker, enter, taking, wait, symbol }) {
        await enter('a', 'buy');
        const request = { ...taking('b', 'sell', { units: 3 }), reduceOnly: true };
        await broker.placeOrder(request).catch((error: unknown) => {
          if (!BrokerError.is(error) || error.code !== 'reduce-only-rejected') throw error;
        });
        await wait(300);
        const held = await broker.getPosition(symbol);
        assertThat(held === null || held.quantity.isPositive(), 'The position has been turned round.');
      },
    },
    {
      id: 'MOD-03',
      title: 'one-way: a reduce-only order is refused where nothing is to reduce',
      needs: ['market', 'reduce-only', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['reduce-only-rejected'],
      async run({ broker, taking, refused, absent, flat, id }) {
        const request = { ...taking('a', 'sell'), reduceOnly: true };
        await refused(() => broker.placeOrder(request), 'reduce-only-rejected');
        await absent(id('a'));
        await flat();
      },
    },
    {
      id: 'MOD-04',
      title: 'one-way: what only reduces may be below the least notional',
      needs: ['market', 'reduce-only', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      async run({ broker, enter, taking, instrument, unit, order, position, id }) {
        await enter('a', 'buy');
        const { minQuantity } = instrument;
        await broker.placeOrder({ ...taking('b', 'sell'), quantity: minQuantity, reduceOnly: true });
        assertFields('the order', await order(id('b'), 'filled'), { reduceOnly: true });
        const left = unit.minus(minQuantity);
        if (!left.isZero()) await position(({ quantity }) => quantity.eq(left));
      },
    },
    {
      id: 'MOD-05',
      title: 'one-way: a side of hedge mode is refused',
      needs: ['limit'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['position-mode-mismatch'],
      async run({ broker, resting, refused, absent, id }) {
        await refused(() => broker.placeOrder(resting('a', 'buy', long)), 'position-mode-mismatch');
        await absent(id('a'));
      },
    },
    {
      id: 'MOD-06',
      title: 'hedge: a long and a short position stand beside each other',
      needs: ['market', 'fills'],
      positionMode: 'hedge',
      source: docs('account/rest-api/Position-Information-V3'),
      seenOnDemo: 'never',
      async run({ broker, enter, units, position, symbol }) {
        await enter('a', 'buy', { ...long, units: 2 });
        await enter('b', 'sell', short);
        await position(({ quantity }) => quantity.eq(units(2)), 'long');
        await position(({ quantity }) => quantity.eq(units(-1)), 'short');
        const held = await broker.getPositions();
        const sides = held.filter((one) => one.symbol === symbol).map(({ positionSide }) => positionSide);
        assertThat(sides.toSorted().join() === 'long,short', `The positions are of the sides ${sides.join()}.`);
      },
    },
    {
      id: 'MOD-07',
      title: 'hedge: closing one side leaves the other',
      needs: ['market', 'fills'],
      positionMode: 'hedge',
      source: contract('Broker.closePosition'),
      seenOnDemo: 'never',
      async run({ broker, enter, unit, order, position, flat, id, symbol }) {
        await enter('a', 'buy', long);
        await enter('b', 'sell', short);
        await broker.closePosition(symbol, { clientOrderId: id('c'), ...long });
        assertFields('the order', await order(id('c'), 'filled'), { side: 'sell', positionSide: 'long' });
        await flat('long');
        await position(({ quantity }) => quantity.eq(unit.negated()), 'short');
      },
    },
    {
      id: 'MOD-08',
      title: 'hedge: a closing order is refused on a side that is flat, and the other side stands',
      needs: ['market', 'fills'],
      positionMode: 'hedge',
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['reduce-only-rejected'],
      async run({ broker, enter, taking, unit, refused, absent, position, id }) {
        await enter('a', 'buy', long);
        await refused(() => broker.placeOrder(taking('b', 'buy', short)), 'reduce-only-rejected');
        await absent(id('b'));
        await position(({ quantity }) => quantity.eq(unit), 'long');
      },
    },
    {
      id: 'MOD-09',
      title: 'hedge: the side must be said, to read, to close and to order',
      needs: ['limit'],
      positionMode: 'hedge',
      source: contract('Broker.closePosition'),
      seenOnDemo: 'never',
      expects: ['invalid-request', 'position-mode-mismatch'],
      async run({ broker, resting, refused, absent, id, symbol }) {
        await refused(() => broker.getPosition(symbol), 'invalid-request');
        await refused(() => broker.closePosition(symbol, { clientOrderId: id('a') }), 'invalid-request');
        await refused(() => broker.placeOrder(resting('b', 'buy')), 'position-mode-mismatch');
        await absent(id('a'));
        await absent(id('b'));
      },
    },
    {
      id: 'MOD-10',
      title: 'hedge: reduceOnly is refused before it is sent',
      needs: ['limit'],
      positionMode: 'hedge',
      source: NEW_ORDER,
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, resting, unsent, absent, id }) {
        const request = { ...resting('a', 'sell', long), reduceOnly: true };
        await unsent(() => broker.placeOrder(request), 'invalid-request');
        await absent(id('a'));
      },
    },
    {
      id: 'MOD-11',
      title: 'hedge: each side has a closing stop of its own',
      needs: ['market', 'stop-market', 'close-position', 'fills'],
      positionMode: 'hedge',
      source: docs('trade/rest-api/New-Algo-Order'),
      seenOnDemo: 'never',
      async run({ broker, enter, base, price, order, id }) {
        await enter('a', 'buy', long);
        await enter('b', 'sell', short);
        const stop = { type: 'stop-market', closePosition: true } as const;
        await broker.placeOrder({ ...base('c', 'sell', 'long'), ...stop, triggerPrice: price('0.9') });
        await broker.placeOrder({ ...base('d', 'buy', 'short'), ...stop, triggerPrice: price('1.1') });
        const ofLong = await order(id('c'), 'open');
        const ofShort = await order(id('d'), 'open');
        assertFields('the long stop', ofLong, { positionSide: 'long', closePosition: true, quantity: null });
        assertFields('the short stop', ofShort, { positionSide: 'short', closePosition: true, quantity: null });
        assertDecimal('the long trigger', ofLong.triggerPrice, price('0.9'));
      },
    },
    {
      id: 'MOD-12',
      title: 'hedge: a closing stop that would add to its side is refused',
      needs: ['stop-market', 'close-position'],
      positionMode: 'hedge',
      source: docs('trade/rest-api/New-Algo-Order'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, base, price, refused, absent, id }) {
        const stop = { type: 'stop-market', closePosition: true, triggerPrice: price('1.1') } as const;
        await refused(() => broker.placeOrder({ ...base('a', 'buy', 'long'), ...stop }), 'invalid-request');
        await absent(id('a'));
      },
    },
    {
      id: 'MOD-13',
      title: 'one-way: a side of hedge mode is not told as flat, neither to read nor to close',
      needs: ['market', 'fills'],
      source: contract('Broker.getPosition'),
      seenOnDemo: 'never',
      expects: ['position-mode-mismatch'],
      async run({ broker, enter, unit, refused, absent, position, id, symbol }) {
        await enter('a', 'buy');
        await refused(() => broker.getPosition(symbol, 'long'), 'position-mode-mismatch');
        const close = () => broker.closePosition(symbol, { clientOrderId: id('b'), ...long });
        await refused(close, 'position-mode-mismatch');
        await absent(id('b'));
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'MOD-14',
      title: 'hedge: the side of one-way mode is not told as flat, neither to read nor to close',
      needs: ['market', 'fills'],
      positionMode: 'hedge',
      source: contract('Broker.getPosition'),
      seenOnDemo: 'never',
      expects: ['position-mode-mismatch'],
      async run({ broker, enter, unit, refused, absent, position, id, symbol }) {
        await enter('a', 'buy', long);
        await refused(() => broker.getPosition(symbol, 'net'), 'position-mode-mismatch');
        const close = () => broker.closePosition(symbol, { clientOrderId: id('b'), positionSide: 'net' });
        await refused(close, 'position-mode-mismatch');
        await absent(id('b'));
        await position(({ quantity }) => quantity.eq(unit), 'long');
      },
    },
  ],
};
