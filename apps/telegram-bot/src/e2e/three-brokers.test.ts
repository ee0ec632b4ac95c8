import { expect, test } from 'vitest';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { startThreeBrokers, TOKENS, type ThreeBrokersDesk } from './three-brokers-desk.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;

const buys = (desk: ThreeBrokersDesk, account: string) =>
  desk.venue.state(account).orders.filter(({ side, algoId }) => side === 'buy' && algoId === null);

test(
  'one alert on three accounts with their factors; one that hangs is named, the others are done in their time',
  async () => {
    await using desk = await startThreeBrokers();
    const { venue, owner, post, position } = desk;
    const told = async (part: string) => (await owner.texts()).filter((text) => text.includes(part)).length;

    expect(await post(sampleAlert(), TOKENS.trend)).toMatchObject({ status: 200 });
    await owner.sees('DEMO main, DEMO scalps, PAPER paper');
    await owner.sees('DEMO main · BTCUSDT bought 0.020');
    await owner.sees('DEMO scalps · BTCUSDT bought 0.010');
    await owner.sees('PAPER paper · BTCUSDT bought 0.040');
    expect(venue.state('main').positions).toMatchObject([{ positionSide: 'long', quantity: '0.02' }]);
    expect(venue.state('scalps').positions).toMatchObject([{ positionSide: 'net', quantity: '0.01' }]);
    await until('stops', () => ['main', 'scalps'].every((name) => venue.state(name).openAlgoOrders.length === 1));

    await post(sampleAlert(FLAT), TOKENS.trend);
    await owner.sees('PAPER paper · BTCUSDT closed by the signal');
    await until('all is closed', () => position('main') === '0' && position('scalps') === '0');
    await until('no stop', () => ['main', 'scalps'].every((name) => venue.state(name).openAlgoOrders.length === 0));

    for (const transport of ['rest', 'ws-api'] as const) {
      venue.faults.add({ on: { account: 'scalps', transport }, times: 1_000, do: { kind: 'hang-before' } });
    }
    await post(sampleAlert(), TOKENS.trend);
    await until(
      'the others are in',
      async () => (await told('bought 0.020')) === 2 && (await told('bought 0.040')) === 2,
    );
    await until('their stops', () => venue.state('main').openAlgoOrders.length === 1);
    // of the one that hangs nobody knows yet: nobody waited for it
    expect(await told('outcome unknown')).toBe(0);
    const missing = await owner.sees('outcome unknown');
    expect(missing.text).toContain('DEMO scalps');
    expect([await told('outcome unknown'), position('scalps')]).toEqual([1, '0']);

    venue.faults.clear();
    await until('it is in, too, by one order', () => position('scalps') === '0.01');
    expect([buys(desk, 'scalps').length, buys(desk, 'main').length]).toEqual([2, 2]);
  },
  TIMEOUT,
);

test(
  'the other route asks, for its own account and instrument',
  async () => {
    await using desk = await startThreeBrokers();
    const { venue, owner, post } = desk;
    const alert = sampleAlert({ symbol: 'ETHUSDT.P', price: '3000', contracts: '1' });
    expect(await post(alert, TOKENS.swing)).toMatchObject({ status: 200 });
    const card = await owner.sees('swing');
    expect(card.text).toContain('ETHUSDT');
    await owner.tap('Place');
    await until('it is placed', () => venue.state('main').positions.length === 1);
    expect(venue.state('main').positions).toMatchObject([{ symbol: 'ETHUSDT', positionSide: 'long' }]);
    expect(venue.state('scalps').orders).toEqual([]);
  },
  TIMEOUT,
);
