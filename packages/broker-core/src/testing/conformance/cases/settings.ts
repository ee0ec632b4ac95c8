import type { MarginType } from '../../../position.ts';
import { assertThat } from '../assertions.ts';
import type { CaseContext } from '../case-context.ts';
import type { ConformanceGroup } from '../conformance-case.ts';
import { contract, docs, ERROR_CODES } from '../sources.ts';

const LEVERAGE = docs('trade/rest-api/Change-Initial-Leverage');
const MARGIN_TYPE = docs('trade/rest-api/Change-Margin-Type');
const POSITION_MODE = docs('trade/rest-api/Change-Position-Mode');

type Setting = Pick<CaseContext, 'broker' | 'symbol' | 'after'>;

/** Reads what is set now, and has it set again when the case ends. */
async function keepLeverage({ broker, symbol, after }: Setting): Promise<number> {
  const before = await broker.getLeverage(symbol);
  after(() => broker.setLeverage(symbol, before));
  return before;
}

async function keepMarginType({ broker, symbol, after }: Setting): Promise<{ now: MarginType; other: MarginType }> {
  const now = await broker.getMarginType(symbol);
  after(() => broker.setMarginType(symbol, now));
  return { now, other: now === 'cross' ? 'isolated' : 'cross' };
}

/** What untyped code could call. */
async function untyped(method: (...args: never[]) => Promise<void>, broker: unknown, args: readonly unknown[]) {
  await Reflect.apply(method, broker, args);
}

export const SETTINGS: ConformanceGroup = {
  prefix: 'SET',
  title: 'Leverage, margin type, position mode',
  cases: [
    {
      id: 'SET-01',
      title: 'leverage that was set is read back, and set again without harm',
      needs: [],
      source: LEVERAGE,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, symbol, eventually } = context;
        const before = await keepLeverage(context);
        const leverage = before === 4 ? 3 : 4;
        await broker.setLeverage(symbol, leverage);
        await eventually(
          'the leverage',
          () => broker.getLeverage(symbol),
          (found) => found === leverage,
        );
        await broker.setLeverage(symbol, leverage);
        await eventually(
          'the leverage',
          () => broker.getLeverage(symbol),
          (found) => found === leverage,
        );
      },
    },
    {
      id: 'SET-02',
      title: 'leverage above the highest is refused, and the old one stands',
      needs: [],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['leverage-too-high', 'invalid-request'],
      async run(context) {
        const { broker, symbol, instrument, refused } = context;
        const before = await keepLeverage(context);
        const call = () => broker.setLeverage(symbol, instrument.maxLeverage + 1);
        await refused(call, 'leverage-too-high', 'invalid-request');
        assertThat((await broker.getLeverage(symbol)) === before, 'The leverage has changed.');
      },
    },
    {
      id: 'SET-03',
      title: 'leverage that is no whole number from 1 on is refused',
      needs: [],
      source: contract('Broker.setLeverage'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run(context) {
        const { broker, symbol, refused } = context;
        const before = await keepLeverage(context);
        for (const leverage of [0, -1, 1.5, Number.NaN]) {
          await refused(() => broker.setLeverage(symbol, leverage), 'invalid-request');
        }
        assertThat((await broker.getLeverage(symbol)) === before, 'The leverage has changed.');
      },
    },
    {
      id: 'SET-04',
      title: 'a position has the leverage that was set before it',
      needs: ['market', 'fills'],
      source: LEVERAGE,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, symbol, enter, position } = context;
        const before = await keepLeverage(context);
        const leverage = before === 4 ? 3 : 4;
        await broker.setLeverage(symbol, leverage);
        await enter('a', 'buy');
        await position((held) => held.leverage === leverage);
      },
    },
    {
      id: 'SET-05',
      title: 'the margin type that was set is read back, and set again without harm',
      needs: ['isolated-margin', 'cross-margin'],
      source: MARGIN_TYPE,
      seenOnDemo: 'never',
      async run(context) {
        const { broker, symbol, eventually } = context;
        const { other } = await keepMarginType(context);
        await broker.setMarginType(symbol, other);
        await eventually(
          'the margin type',
          () => broker.getMarginType(symbol),
          (found) => found === other,
        );
        await broker.setMarginType(symbol, other);
        await eventually(
          'the margin type',
          () => broker.getMarginType(symbol),
          (found) => found === other,
        );
      },
    },
    {
      id: 'SET-06',
      title: 'the margin type is not changed while the symbol has orders',
      needs: ['limit', 'isolated-margin', 'cross-margin'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['has-open-exposure'],
      async run({ broker, symbol, resting, refused, order, id }) {
        const now = await broker.getMarginType(symbol);
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        const other = now === 'cross' ? 'isolated' : 'cross';
        await refused(() => broker.setMarginType(symbol, other), 'has-open-exposure');
        assertThat((await broker.getMarginType(symbol)) === now, 'The margin type has changed.');
        await order(id('a'), 'open');
      },
    },
    {
      id: 'SET-07',
      title: 'the margin type is not changed while the symbol has a position',
      needs: ['market', 'isolated-margin', 'cross-margin', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['has-open-exposure'],
      async run({ broker, symbol, enter, refused, position }) {
        const now = await broker.getMarginType(symbol);
        await enter('a', 'buy');
        const other = now === 'cross' ? 'isolated' : 'cross';
        await refused(() => broker.setMarginType(symbol, other), 'has-open-exposure');
        await position(({ marginType }) => marginType === now);
      },
    },
    {
      id: 'SET-08',
      title: 'the position mode that was set is read back, and set again without harm',
      needs: ['hedge-mode'],
      source: POSITION_MODE,
      seenOnDemo: 'never',
      async run({ broker, eventually, after }) {
        after(() => broker.setPositionMode('one-way'));
        for (const mode of ['hedge', 'hedge', 'one-way'] as const) {
          await broker.setPositionMode(mode);
          await eventually(
            'the position mode',
            () => broker.getPositionMode(),
            (found) => found === mode,
          );
          const account = await broker.getAccount();
          assertThat(account.positionMode === mode, `The account says ${account.positionMode}.`);
        }
      },
    },
    {
      id: 'SET-09',
      title: 'the position mode is not changed while an order is open',
      needs: ['limit', 'hedge-mode'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['has-open-exposure'],
      async run({ broker, resting, refused, order, id }) {
        await broker.placeOrder(resting('a', 'buy'));
        await order(id('a'), 'open');
        await refused(() => broker.setPositionMode('hedge'), 'has-open-exposure');
        assertThat((await broker.getPositionMode()) === 'one-way', 'The mode has changed.');
        await order(id('a'), 'open');
      },
    },
    {
      id: 'SET-10',
      title: 'the position mode is not changed while a position is open',
      needs: ['market', 'hedge-mode', 'fills'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['has-open-exposure'],
      async run({ broker, enter, unit, refused, position }) {
        await enter('a', 'buy');
        await refused(() => broker.setPositionMode('hedge'), 'has-open-exposure');
        assertThat((await broker.getPositionMode()) === 'one-way', 'The mode has changed.');
        await position(({ quantity }) => quantity.eq(unit));
      },
    },
    {
      id: 'SET-11',
      title: 'a margin type and a position mode that there are not, from untyped code, are refused',
      needs: [],
      source: contract('Broker.setMarginType'),
      seenOnDemo: 'never',
      expects: ['invalid-request'],
      async run({ broker, symbol, refused }) {
        const marginType = await broker.getMarginType(symbol);
        for (const wrong of ['CROSSED', 'ISOLATED']) {
          await refused(() => untyped(broker.setMarginType, broker, [symbol, wrong]), 'invalid-request');
        }
        await refused(() => untyped(broker.setPositionMode, broker, ['HEDGE']), 'invalid-request');
        assertThat((await broker.getMarginType(symbol)) === marginType, 'The margin type has changed.');
        assertThat((await broker.getPositionMode()) === 'one-way', 'The mode has changed.');
      },
    },
  ],
};
