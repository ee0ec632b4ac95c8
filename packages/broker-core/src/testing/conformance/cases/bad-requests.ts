import { Decimal, decimal, formatDecimal, ZERO } from '../../../decimal.ts';
import type { OrderRequest } from '../../../order-request.ts';
import { roundQuantityDown } from '../../../rounding.ts';
import { assertThat } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES, NEW_ALGO_ORDER, NEW_ORDER } from '../sources.ts';

const FILTERS = docs('common-definition');

function assertNames(message: string, value: Decimal): void {
  assertThat(message.includes(formatDecimal(value)), `The message does not name ${formatDecimal(value)}: ${message}`);
}

/** What untyped code could say. */
function withField(request: OrderRequest, field: string, value: unknown): OrderRequest {
  return Object.defineProperty({ ...request }, field, { value, enumerable: true });
}

export const BAD_REQUESTS: ConformanceGroup = {
  prefix: 'BAD',
  title: 'Precision, limits and requests that make no sense',
  cases: [
    {
      id: 'BAD-01',
      title: 'a quantity off the step is refused before it is sent, with the nearest ones',
      needs: ['limit'],
      source: FILTERS,
      seenOnDemo: 'never',
      expects: ['invalid-precision'],
      async run({ broker, resting, unit, instrument, unsent, absent, id }) {
        const request = { ...resting('a', 'buy'), quantity: unit.plus(instrument.stepSize.div(2)) };
        const { message } = await unsent(() => broker.placeOrder(request), 'invalid-precision');
        assertNames(message, unit);
        assertNames(message, unit.plus(instrument.stepSize));
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-02',
      title: 'a price off the tick is refused before it is sent, with the nearest ones',
      needs: ['limit'],
      source: FILTERS,
      seenOnDemo: 'never',
      expects: ['invalid-precision'],
      async run({ broker, resting, price, instrument, unsent, absent, id }) {
        const request = { ...resting('a', 'buy'), price: price('0.9').plus(instrument.tickSize.div(2)) };
        const { message } = await unsent(() => broker.placeOrder(request), 'invalid-precision');
        assertNames(message, price('0.9'));
        assertNames(message, price('0.9').plus(instrument.tickSize));
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-03',
      title: 'a trigger off the tick is refused before it is sent, with the nearest ones',
      needs: ['stop-market'],
      source: FILTERS,
      seenOnDemo: 'never',
      expects: ['invalid-precision'],
      async run({ broker, stop, price, instrument, unsent, absent, id }) {
        const request = { ...stop('a', 'sell'), triggerPrice: price('0.9').plus(instrument.tickSize.div(2)) };
        const { message } = await unsent(() => broker.placeOrder(request), 'invalid-precision');
        assertNames(message, price('0.9'));
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-04',
      title: 'a notional below the minimum is refused before it is sent, with the least quantity at that price',
      needs: ['limit'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['below-minimum'],
      async run({ broker, resting, price, instrument, unsent, absent, id }) {
        const { minQuantity, minNotional, stepSize } = instrument;
        const small = Decimal.max(
          roundQuantityDown(minNotional.times('0.6').div(price('0.9')), instrument),
          minQuantity,
        );
        // where the smallest quantity is notional enough, nothing is below the minimum
        if (small.times(price('0.9')).gte(minNotional)) return;
        const { message } = await unsent(
          () => broker.placeOrder({ ...resting('a', 'buy'), quantity: small }),
          'below-minimum',
        );
        assertNames(message, minNotional.div(price('0.9')).toNearest(stepSize, Decimal.ROUND_CEIL));
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-05',
      title: 'a market order above the maximum is refused with the maximum',
      needs: ['market'],
      source: FILTERS,
      seenOnDemo: 'never',
      expects: ['above-maximum'],
      async run({ broker, taking, instrument, refused, absent, id }) {
        const { maxMarketQuantity, stepSize } = instrument;
        const request = { ...taking('a', 'buy'), quantity: maxMarketQuantity.plus(stepSize) };
        const { message } = await refused(() => broker.placeOrder(request), 'above-maximum');
        assertNames(message, maxMarketQuantity);
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-06',
      title: 'a limit order above the maximum is refused with the maximum',
      needs: ['limit'],
      source: FILTERS,
      seenOnDemo: 'never',
      expects: ['above-maximum'],
      async run({ broker, resting, instrument, refused, absent, id }) {
        const { maxQuantity, stepSize } = instrument;
        const request = { ...resting('a', 'buy'), quantity: maxQuantity.plus(stepSize) };
        const { message } = await refused(() => broker.placeOrder(request), 'above-maximum');
        assertNames(message, maxQuantity);
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-07',
      title: 'a price above the highest is refused with the highest',
      needs: ['limit'],
      source: FILTERS,
      seenOnDemo: 'never',
      expects: ['price-out-of-range'],
      async run({ broker, resting, instrument, refused, absent, id }) {
        const { maxPrice, tickSize } = instrument;
        const highest = maxPrice.toNearest(tickSize, Decimal.ROUND_FLOOR);
        const request = { ...resting('a', 'sell'), price: highest.plus(tickSize) };
        const { message } = await refused(() => broker.placeOrder(request), 'price-out-of-range');
        assertNames(message, highest);
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-08',
      title: 'a quantity of nothing, or below, is refused',
      needs: ['limit'],
      source: contract('OrderRequest'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, resting, unit, refused, absent, id }) {
        for (const quantity of [ZERO, unit.negated()]) {
          await refused(() => broker.placeOrder({ ...resting('a', 'buy'), quantity }), 'invalid-request');
        }
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-09',
      title: 'an amount that is a JS number, from untyped code, is refused',
      needs: ['limit'],
      source: contract('Decimal'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, resting, refused, absent, id }) {
        const request = withField(resting('a', 'buy'), 'quantity', 0.1);
        await refused(() => broker.placeOrder(request), 'invalid-request');
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-10',
      title: 'good till a date without a date, and a date without it, are refused',
      needs: ['limit', 'good-till-date'],
      source: NEW_ORDER,
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, resting, refused, absent, id, startedAt }) {
        const goodTillAt = Math.ceil(startedAt / 1000) * 1000 + 1_800_000;
        for (const terms of [{ timeInForce: 'gtd' }, { goodTillAt }] as const) {
          await refused(() => broker.placeOrder({ ...resting('a', 'buy'), ...terms }), 'invalid-request');
        }
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-11',
      title: 'a trailing stop with a trigger price is refused before it is sent',
      needs: ['trailing-stop-market'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, base, unit, price, unsent, absent, id }) {
        const terms = { type: 'trailing-stop-market', quantity: unit, callbackRate: decimal('1') } as const;
        const request = { ...base('a', 'sell'), ...terms, triggerPrice: price('0.9') };
        await unsent(() => broker.placeOrder(request), 'invalid-request');
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-12',
      title: 'closePosition with a quantity or with reduceOnly, from untyped code, is refused',
      needs: ['stop-market', 'close-position'],
      source: NEW_ALGO_ORDER,
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, base, unit, price, refused, absent, id }) {
        const terms = { type: 'stop-market', closePosition: true, triggerPrice: price('0.9') } as const;
        const request = { ...base('a', 'sell'), ...terms };
        await refused(() => broker.placeOrder(withField(request, 'quantity', unit)), 'invalid-request');
        await refused(() => broker.placeOrder(withField(request, 'reduceOnly', true)), 'invalid-request');
        await absent(id('a'));
      },
    },
    {
      id: 'BAD-13',
      title:
        'a misspelt field, a flag that is no boolean, a time in force that there is not, from untyped code, are refused',
      needs: ['limit'],
      source: contract('OrderRequest'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, resting, refused, absent, id }) {
        for (const [field, value] of [
          ['reduceOnly', 'true'],
          ['reduceonly', true],
          ['postOnly', 1],
          ['timeInForce', 'IOC'],
          ['clientOrderId', undefined],
        ] as const) {
          await refused(() => broker.placeOrder(withField(resting('a', 'buy'), field, value)), 'invalid-request');
        }
        await absent(id('a'));
      },
    },
  ],
};
