import { afterEach, describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { CallFault } from '@perpdesk/binance-venue';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { createExchangeDesk, type DeskOptions, type ExchangeDesk } from './exchange-desk.ts';
import { until } from './until.ts';

const TIMEOUT = 120_000;

const toEnd: AsyncDisposable[] = [];
afterEach(async () => {
  for (const it of toEnd.splice(0).toReversed()) await it[Symbol.asyncDispose]();
}, TIMEOUT);

async function createDesk(options: DeskOptions = {}): Promise<ExchangeDesk> {
  const desk = await createExchangeDesk(options);
  toEnd.push(desk);
  return desk;
}

async function startDesk(options: DeskOptions = {}): Promise<ExchangeDesk> {
  const desk = await createDesk(options);
  await desk.start();
  await until('ready', async () => (await desk.get('/readyz')).includes('"ready":true'));
  return desk;
}

const stopStands = (desk: ExchangeDesk) =>
  until('one stop stands', () => {
    const open = desk.venue.state('one').openAlgoOrders;
    return open.length === 1 ? open[0] : undefined;
  });

/** Both ways that an entry may take. */
function faultEntries(desk: ExchangeDesk, fault: CallFault): void {
  for (const on of [{ path: 'order.place' }, { path: '/fapi/v1/order', method: 'POST' }]) {
    desk.venue.faults.add({ on, do: fault });
  }
}

const fired = (desk: ExchangeDesk) => until('the order has left', () => desk.venue.faults.fired[0]);

/** One answer is of one moment, in which a message may just be on its way: asks until all are told. */
async function outboxIsEmpty({ owner }: ExchangeDesk): Promise<void> {
  const answers = async () => (await owner.texts()).filter((text) => /Outbox (?:empty|\d+ waiting)/.test(text));
  for (let asked = (await answers()).length + 1; ; asked += 1) {
    await owner.say('/status');
    const answer = await until('an answer to /status', async () => (await answers())[asked - 1]);
    if (answer.includes('Outbox empty')) return;
  }
}

describe('the program on an account at an exchange', () => {
  test(
    'carries an alert to a position with its stop at the exchange, and out of it again',
    async () => {
      const desk = await startDesk();
      const { owner, venue } = desk;
      await owner.sees('Desk started · DEMO one');
      await owner.say('/status');
      expect((await owner.sees('✓ connected')).text).toMatch(/DEMO one.*clock [+−]\d+ ms/);

      expect(await desk.post(sampleAlert())).toMatchObject({ status: 200, body: { result: 'accepted' } });
      await owner.sees('BTCUSDT bought 0.020 at');
      await owner.sees('BTCUSDT LONG 0.020 · 10x cross');
      expect(desk.position()).toBe('0.02');
      expect(await stopStands(desk)).toMatchObject({
        type: 'stop-market',
        side: 'sell',
        quantity: null,
        algoStatus: 'NEW',
        orderId: null,
      });
      await owner.sees('stop at 59 100.0 by mark, 1.5 % from the entry');
      await owner.say('/positions');
      await until('the position with its stop, told and asked for', async () => {
        const cards = (await owner.texts()).filter((text) =>
          text.startsWith('DEMO one · BTCUSDT LONG 0.020 · 10x cross'),
        );
        return cards.filter((text) => text.includes('SL 59 100.0 (−1.5 %)')).length === 2;
      });
      await owner.say('/orders');
      await owner.sees('BTCUSDT SELL all of it · stop-market');
      await owner.say('/balance');
      await owner.sees('equity 9 999.52 USDT');
      expect(desk.plainOrders()).toMatchObject([{ type: 'market', side: 'buy', status: 'filled', quantity: '0.02' }]);

      expect(await desk.post(sampleAlert(FLAT))).toMatchObject({ status: 200, body: { result: 'accepted' } });
      await owner.sees('BTCUSDT closed by the signal');
      expect(desk.position()).toBe('0');
      await until('the stop is gone', () => venue.state('one').openAlgoOrders.length === 0);
      expect(desk.plainOrders().map(({ side }) => side)).toEqual(['buy', 'sell']);

      expect(await desk.process.stop()).toBe(0);
      expect(desk.process.complaints()).toBe('Stopping.\n');
      for (const secret of desk.secrets) {
        expect(desk.process.output()).not.toContain(secret);
        expect((await owner.texts()).join()).not.toContain(secret);
      }
    },
    TIMEOUT,
  );

  test(
    'tells a stop that fires with its profit, once',
    async () => {
      const desk = await startDesk();
      await desk.post(sampleAlert());
      await stopStands(desk);
      desk.venue.setPrice('BTCUSDT', decimal('59000'));
      await desk.owner.sees('the whole position: −20.00 realised, fees');
      expect(desk.position()).toBe('0');
      await desk.owner.say('/positions');
      await desk.owner.sees('No open positions.');
      const closed = (await desk.owner.texts()).filter((text) => text.includes('closed by'));
      expect(closed).toHaveLength(1);
    },
    TIMEOUT,
  );

  test(
    'tells a stop that fired while it was off with its profit, once',
    async () => {
      const desk = await startDesk();
      await desk.post(sampleAlert());
      await stopStands(desk);
      expect(await desk.process.stop()).toBe(0);
      desk.venue.setPrice('BTCUSDT', decimal('59000'));
      expect(desk.position()).toBe('0');
      await desk.start();
      await desk.owner.sees('the whole position: −20.00 realised, fees');
      await outboxIsEmpty(desk);
      const told = (await desk.owner.texts()).filter((text) => /closed by|closed outside|differs/.test(text));
      expect(told).toHaveLength(1);
    },
    TIMEOUT,
  );

  test(
    'in hedge mode opens its side with a stop over it, and turns to the other',
    async () => {
      const desk = await startDesk({ positionMode: 'hedge' });
      const sides = () =>
        desk.venue.state('one').positions.map(({ positionSide, quantity }) => `${positionSide} ${quantity}`);
      await desk.post(sampleAlert());
      expect(await stopStands(desk)).toMatchObject({ side: 'sell', positionSide: 'long' });
      expect(sides()).toEqual(['long 0.02']);
      const turn = { action: 'sell', contracts: '0.04', prevMarketPosition: 'long', prevMarketPositionSize: '0.02' };
      await desk.post(sampleAlert({ ...turn, marketPosition: 'short', positionSize: '-0.02' }));
      await until('the other side', () => sides().join() === 'short -0.02');
      await until('its own stop alone', () => {
        const open = desk.venue.state('one').openAlgoOrders;
        return open.length === 1 && open[0]?.positionSide === 'short';
      });
    },
    TIMEOUT,
  );

  test(
    'trades by hand and ends flat after /panic',
    async () => {
      const desk = await startDesk();
      await desk.owner.say('/short ETHUSDT $300');
      // by the account's own rate, which the exchange tells
      await desk.owner.sees('fee ≈ 0.12 (taker)');
      await desk.owner.tap('Place SHORT 0.100');
      await desk.owner.sees('ETHUSDT sold 0.1');
      await desk.post(sampleAlert());
      await stopStands(desk);
      await desk.owner.say('/panic');
      await desk.owner.tap('Close everything now');
      await desk.owner.sees('The exchange confirmed it twice.');
      expect(desk.venue.state('one').positions).toEqual([]);
      await until('no stop is left', () => desk.venue.state('one').openAlgoOrders.length === 0);
      await desk.viewer.say('/long BTCUSDT 0.01');
      await desk.viewer.sees('Your role is viewer');
    },
    TIMEOUT,
  );
});

describe('killed without warning while an order is on its way', () => {
  const FAULTS: readonly (readonly [string, CallFault])[] = [
    ['carried out, its answer never heard', { kind: 'hang-after' }],
    ['held back, carried out after the end of the program', { kind: 'hold', ms: 1_000 }],
    ['never carried out', { kind: 'hang-before' }],
  ];

  test.each(FAULTS)(
    'an order that was %s is one order at the exchange in the end',
    async (_what, fault) => {
      const desk = await startDesk();
      faultEntries(desk, fault);
      const body = sampleAlert();
      expect(await desk.post(body)).toMatchObject({ status: 200 });
      await fired(desk);
      await desk.process.kill();
      desk.venue.faults.clear();
      await desk.start();
      await desk.owner.sees('BTCUSDT LONG 0.020');
      await stopStands(desk);
      expect(desk.position()).toBe('0.02');
      expect(desk.plainOrders()).toMatchObject([{ side: 'buy', status: 'filled', quantity: '0.02' }]);
      expect(await desk.post(body)).toMatchObject({ status: 200, body: { result: 'duplicate' } });

      expect(await desk.post(sampleAlert(FLAT))).toMatchObject({ status: 200, body: { result: 'accepted' } });
      await until('flat', () => desk.position() === '0' && desk.venue.state('one').openAlgoOrders.length === 0);
      expect(desk.plainOrders()).toHaveLength(2);
      expect(await desk.process.stop()).toBe(0);
    },
    TIMEOUT,
  );
});

test(
  'told to end while the exchange does not answer an order, it ends in its time, and the order is one in the end',
  async () => {
    const desk = await startDesk();
    faultEntries(desk, { kind: 'hang-after' });
    expect(await desk.post(sampleAlert())).toMatchObject({ status: 200 });
    await fired(desk);
    expect(await desk.process.stop()).toBe(0);
    desk.venue.faults.clear();
    await desk.start();
    await stopStands(desk);
    expect(desk.plainOrders()).toMatchObject([{ side: 'buy', status: 'filled', quantity: '0.02' }]);
  },
  TIMEOUT,
);

describe('the key of a live account', () => {
  const rights = (desk: ExchangeDesk, enableWithdrawals: boolean, ipRestrict: boolean) =>
    desk.venue.faults.add({
      on: { path: '/sapi/v1/account/apiRestrictions' },
      times: 'always',
      do: {
        kind: 'answer',
        status: 200,
        body: JSON.stringify({ ipRestrict, enableReading: true, enableFutures: true, enableWithdrawals }),
        isExecuted: false,
      },
    });

  test(
    'that may withdraw is refused by the check and at the start',
    async () => {
      const desk = await createDesk({ environment: 'live' });
      rights(desk, true, false);
      const { code, output } = await desk.check();
      expect(output).toContain('✓ LIVE one: connected, 10000 USDT, one-way, 0 open positions, clock ');
      expect(output).toContain('✗ LIVE one: The key of one may withdraw.');
      expect(output).toContain('! LIVE one: its key works from any address.');
      expect(code).toBe(1);
      await expect(desk.start()).rejects.toThrow('\nThe key of one may withdraw.');
      expect(await desk.process.ended).toBe(1);
      // neither has changed anything
      expect(desk.venue.state('one').orders).toEqual([]);
    },
    TIMEOUT,
  );

  test(
    'that may only trade is taken, and the check changes nothing',
    async () => {
      const desk = await createDesk({ environment: 'live' });
      rights(desk, false, true);
      const { code, output } = await desk.check();
      expect(output).toContain('✓ LIVE one: its key trades futures, cannot withdraw, works from named addresses alone');
      expect(output).toContain('✓ route trend: chain, BTCUSDT, ETHUSDT on one');
      expect(code).toBe(0);
      await desk.start();
      await desk.owner.sees('Desk started · LIVE one');
    },
    TIMEOUT,
  );
});
