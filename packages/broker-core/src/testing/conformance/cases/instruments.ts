import { Decimal } from '../../../decimal.ts';
import { assertThat, show } from '../assertions.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const UNKNOWN = 'NOSUCHUSDT';

export const INSTRUMENTS: ConformanceGroup = {
  prefix: 'INS',
  title: 'Instruments and prices',
  cases: [
    {
      id: 'INS-01',
      title: 'instruments are listed once each, with rules that fit together',
      needs: [],
      source: docs('market-data/rest-api/Exchange-Information'),
      seenOnDemo: 'never',
      async run({ broker, symbol, instrument }) {
        const all = await broker.getInstruments();
        const symbols = all.map((one) => one.symbol);
        assertThat(symbols.includes(symbol), `${symbol} is not listed.`);
        assertThat(new Set(symbols).size === symbols.length, 'A symbol is listed twice.');
        const { tickSize, stepSize, minQuantity, maxQuantity, maxMarketQuantity, minPrice, maxPrice } = instrument;
        assertThat(instrument.status === 'trading', `${symbol} is ${instrument.status}.`);
        for (const one of [tickSize, stepSize, minQuantity, maxPrice]) {
          assertThat(one.isPositive() && !one.isZero(), `A rule of ${symbol} is ${show(one)}.`);
        }
        const least = Decimal.min(maxQuantity, maxMarketQuantity);
        assertThat(
          minQuantity.lte(least),
          `${symbol}'s minimum ${show(minQuantity)} is above its maximum ${show(least)}.`,
        );
        assertThat(minPrice.lt(maxPrice), `${symbol}'s prices go from ${show(minPrice)} to ${show(maxPrice)}.`);
        assertThat(instrument.maxLeverage >= 1, `${symbol}'s highest leverage is ${instrument.maxLeverage}.`);
      },
    },
    {
      id: 'INS-02',
      title: 'a symbol that is not listed is refused by name, also by an order',
      needs: ['limit'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['unknown-symbol'],
      async run({ broker, refused, resting }) {
        const error = await refused(() => broker.getInstrument(UNKNOWN), 'unknown-symbol');
        assertThat(error.message.includes(UNKNOWN), `The message does not name the symbol: ${error.message}`);
        await refused(() => broker.getMarkPrice(UNKNOWN), 'unknown-symbol');
        await refused(() => broker.placeOrder({ ...resting('a', 'buy'), symbol: UNKNOWN }), 'unknown-symbol');
        const open = await broker.getOpenOrders();
        assertThat(!open.some(({ symbol }) => symbol === UNKNOWN), 'There is an order for it.');
      },
    },
    {
      id: 'INS-03',
      title: 'the mark price lies within the instrument’s prices',
      needs: [],
      source: docs('market-data/rest-api/Mark-Price'),
      seenOnDemo: 'never',
      async run({ broker, symbol, instrument }) {
        const mark = await broker.getMarkPrice(symbol);
        const isInside = mark.gte(instrument.minPrice) && mark.lte(instrument.maxPrice) && !mark.isZero();
        assertThat(isInside, `The mark price is ${show(mark)}.`);
      },
    },
    {
      id: 'INS-04',
      title: 'leverage brackets begin at zero and follow each other without gaps',
      needs: [],
      source: contract('Broker.getLeverageBrackets'),
      seenOnDemo: 'never',
      async run({ broker, symbol }) {
        const brackets = await broker.getLeverageBrackets(symbol);
        assertThat(brackets.length > 0, 'There are none.');
        for (const [index, bracket] of brackets.entries()) {
          const before = brackets[index - 1];
          const floor = before === undefined ? '0' : before.notionalCap;
          assertThat(
            floor !== null && bracket.notionalFloor.eq(floor),
            `Bracket ${index} begins at ${show(bracket.notionalFloor)}.`,
          );
          const falls = before === undefined || bracket.maxLeverage <= before.maxLeverage;
          assertThat(falls, `Bracket ${index} allows more leverage than the one before.`);
          const rate = bracket.maintenanceMarginRate;
          assertThat(rate.gt('0') && rate.lt('1'), `Bracket ${index} has a maintenance rate of ${show(rate)}.`);
        }
      },
    },
  ],
};
