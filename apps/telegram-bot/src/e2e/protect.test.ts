import { afterEach, describe, expect, test } from 'vitest';
import type { LedgerOrder } from '@perpdesk/binance-venue';
import { decimal } from '@perpdesk/broker-core';
import { sampleAlert } from '../testing/program-bench.ts';
import { createExchangeDesk, type DeskOptions, type ExchangeDesk } from './exchange-desk.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;
/** The documentation's, with a stop that moves to the entry. */
const PROTECT =
  '{ stopLoss: { percent: "1.5" }, takeProfits: [{ percent: "2", share: "50%" }, { percent: "4" }], breakEvenAfter: 1 }';

const toEnd: AsyncDisposable[] = [];
afterEach(async () => {
  for (const it of toEnd.splice(0).toReversed()) await it[Symbol.asyncDispose]();
}, TIMEOUT);

async function startDesk(options: DeskOptions): Promise<ExchangeDesk> {
  const desk = await createExchangeDesk({ protect: PROTECT, ...options });
  toEnd.push(desk);
  await desk.start();
  await until('ready', async () => (await desk.get('/readyz')).includes('"ready":true'));
  return desk;
}

/** Longs more: from 0.02 to 0.04. */
const ADD = {
  marketPositionSize: '0.04',
  prevMarketPosition: 'long',
  prevMarketPositionSize: '0.02',
  positionSize: '0.04',
} as const;

/** Waits until exactly these conditional orders stand, e.g. `stop-market 59100` and `take-profit-market 0.01 61200`. */
async function stands(desk: ExchangeDesk, ...wanted: readonly string[]): Promise<void> {
  let seen: readonly string[] = [];
  await until(`these stand: ${wanted.join(', ')}`, () => {
    seen = desk.venue
      .state('one')
      .openAlgoOrders.map(({ type, quantity, triggerPrice }) =>
        [type, quantity, triggerPrice].filter((part) => part !== null).join(' '),
      )
      .toSorted();
    return seen.join() === wanted.join() ? true : undefined;
  });
}

describe('stops and targets of the program at an exchange', () => {
  test.each([['one-way'], ['hedge']] as const)(
    'two targets and a stop that moves to the entry (%s)',
    async (positionMode) => {
      const desk = await startDesk({ positionMode });
      const { owner, venue } = desk;
      await desk.post(sampleAlert());
      await stands(desk, 'stop-market 59100', 'take-profit-market 0.01 61200', 'take-profit-market 0.01 62400');
      venue.setPrice('BTCUSDT', decimal('61200'));
      await owner.sees('🎯');
      await owner.sees('stop moved from 59 100.0 to 60 000.0, at the entry now');
      await stands(desk, 'stop-market 60000', 'take-profit-market 0.01 62400');
      expect(desk.position()).toBe('0.01');
      venue.setPrice('BTCUSDT', decimal('62400'));
      await owner.sees('closed by its target · PnL');
      expect(desk.position()).toBe('0');
      await stands(desk);
    },
    TIMEOUT,
  );

  test(
    'what was placed before a restart is followed after it',
    async () => {
      const desk = await startDesk({});
      const { owner, venue } = desk;
      await desk.post(sampleAlert());
      await stands(desk, 'stop-market 59100', 'take-profit-market 0.01 61200', 'take-profit-market 0.01 62400');
      expect(await desk.process.stop()).toBe(0);
      venue.setPrice('BTCUSDT', decimal('61200'));
      expect(desk.position()).toBe('0.01');
      await desk.start();
      await stands(desk, 'stop-market 60000', 'take-profit-market 0.01 62400');
      await owner.say('/panic');
      await owner.sees('PANIC');
    },
    TIMEOUT,
  );

  test.each([['one-way'], ['hedge']] as const)(
    'a trailing stop beside the stop: placed anew with more, trails from its activation, and takes all (%s)',
    async (positionMode) => {
      const protect = '{ stopLoss: { percent: "1.5" }, trailing: { activate: "2", callback: "0.5" } }';
      const desk = await startDesk({ positionMode, protect });
      const { owner, venue } = desk;
      await desk.post(sampleAlert());
      await stands(desk, 'stop-market 59100', 'trailing-stop-market 0.02');
      const [first] = trailing(desk);
      expect(first).toMatchObject({ activationPrice: '61200', callbackRate: '0.5', quantity: '0.02' });
      await desk.post(sampleAlert(ADD));
      await stands(desk, 'stop-market 59100', 'trailing-stop-market 0.04');
      const [second] = trailing(desk);
      expect(second).toMatchObject({ activationPrice: '61200' });
      expect(second?.algoId).not.toBe(first?.algoId);

      // half a percent below what it has seen is nothing before it is activated
      venue.setPrice('BTCUSDT', decimal('61100'));
      venue.setPrice('BTCUSDT', decimal('60700'));
      venue.setPrice('BTCUSDT', decimal('62000'));
      venue.setPrice('BTCUSDT', decimal('61700'));
      expect(desk.position()).toBe('0.04');
      venue.setPrice('BTCUSDT', decimal('61690'));
      await owner.sees('closed by its stop · PnL');
      expect(desk.position()).toBe('0');
      await stands(desk);
    },
    TIMEOUT,
  );

  test(
    'a trailing stop without an activation price trails from the fill on, and is the same after a restart',
    async () => {
      const protect = '{ stopLoss: { percent: "1.5" }, trailing: { callback: "1" } }';
      const desk = await startDesk({ protect });
      const { owner, venue } = desk;
      await desk.post(sampleAlert());
      await stands(desk, 'stop-market 59100', 'trailing-stop-market 0.02');
      const [before] = trailing(desk);
      venue.setPrice('BTCUSDT', decimal('61000'));
      expect(await desk.process.stop()).toBe(0);
      await desk.start();
      await until('ready', async () => (await desk.get('/readyz')).includes('"ready":true'));
      await owner.sees('Desk started');
      expect(trailing(desk).map(({ algoId }) => algoId)).toEqual([before?.algoId]);
      venue.setPrice('BTCUSDT', decimal('60390'));
      await owner.sees('closed by its stop · PnL');
      expect(desk.position()).toBe('0');
      await stands(desk);
    },
    TIMEOUT,
  );

  test(
    'the documentation’s file for one account, as it stands',
    async () => {
      const protect =
        '{ stopLoss: { percent: "1.5" }, takeProfits: [{ percent: "2", share: "50%" }, { percent: "4" }] }';
      const desk = await startDesk({ protect });
      const { owner, venue } = desk;
      await desk.post(sampleAlert());
      await stands(desk, 'stop-market 59100', 'take-profit-market 0.01 61200', 'take-profit-market 0.01 62400');
      venue.setPrice('BTCUSDT', decimal('61200'));
      await owner.sees('🎯');
      await stands(desk, 'stop-market 59100', 'take-profit-market 0.01 62400');
      venue.setPrice('BTCUSDT', decimal('59100'));
      await owner.sees('closed by its stop · PnL');
      expect(desk.position()).toBe('0');
      await stands(desk);
    },
    TIMEOUT,
  );
});

function trailing(desk: ExchangeDesk): readonly LedgerOrder[] {
  return desk.venue.state('one').openAlgoOrders.filter(({ type }) => type === 'trailing-stop-market');
}
