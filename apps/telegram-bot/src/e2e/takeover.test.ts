import { afterEach, describe, expect, test } from 'vitest';
import { createTestDatabase, NO_POSTGRES } from '@perpdesk/journal/testing';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { createExchangeDesk, type ExchangeDesk } from './exchange-desk.ts';
import type { ProgramProcess } from './program-process.ts';
import { postAlert } from './sample-call.ts';
import { until } from './until.ts';

const TIMEOUT = 180_000;
/** Design §6: an instance that dies is taken over within that time. */
const TAKEN_OVER_MS = 20_000;
const suite = NO_POSTGRES === null ? describe : describe.skip;

const toEnd: (() => PromiseLike<unknown>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).toReversed()) await end();
}, TIMEOUT);

interface Instance {
  readonly process: ProgramProcess;
  readonly hook: string;
}

async function start(desk: ExchangeDesk): Promise<Instance> {
  await desk.start();
  const { process, hook } = desk;
  toEnd.push(() => process.stop());
  return { process, hook };
}

/** A desk of two instances: the first drives, the second stands by. */
async function startTwo(): Promise<{
  readonly desk: ExchangeDesk;
  readonly first: Instance;
  readonly second: Instance;
}> {
  const { url } = await createTestDatabase();
  const desk = await createExchangeDesk({ journalUrl: url });
  toEnd.push(() => desk[Symbol.asyncDispose]());
  const first = await start(desk);
  await until('the first is ready', async () => (await desk.get('/readyz')).includes('"broker:one":true'));
  const second = await start(desk);
  expect(second.process.output()).toContain('takes over when it ends');
  expect(await desk.get('/readyz')).toContain('standing by');
  return { desk, first, second };
}

const stops = ({ venue }: ExchangeDesk) => venue.state('one').openAlgoOrders.length;
const sides = (desk: ExchangeDesk) => desk.plainOrders().map(({ side }) => side);

/** Resolves with how long it took. */
async function takenOver(desk: ExchangeDesk): Promise<number> {
  const began = Date.now();
  await until('the one that stood by has taken over', async () => {
    const ready = await desk.get('/readyz');
    return !ready.includes('standing by') && ready.includes('"ready":true');
  });
  return Date.now() - began;
}

suite(`two instances on one PostgreSQL${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`, () => {
  test(
    'share the inbox, and one that is killed in the middle of an order is taken over: nothing lost, nothing doubled',
    async () => {
      const { desk, first, second } = await startTwo();
      // by the door of the one that stands by
      const accepted = Date.now();
      expect(await postAlert({ url: second.hook, body: sampleAlert() })).toMatchObject({ status: 200 });
      await until('it is carried out', () => desk.position() === '0.02');
      expect(Date.now() - accepted).toBeLessThan(10_000);
      await until('its stop stands', () => stops(desk) === 1);

      // the exchange executes the exit, and its answer never comes
      for (const on of [{ path: 'order.place' }, { path: '/fapi/v1/order', method: 'POST' }]) {
        desk.venue.faults.add({ on, do: { kind: 'hang-after' } });
      }
      const exit = sampleAlert(FLAT);
      expect(await postAlert({ url: first.hook, body: exit })).toMatchObject({ status: 200 });
      await until('the order has left', () => desk.venue.faults.fired[0]);
      await first.process.kill();
      // it comes again, as TradingView does it, to the one that is left
      expect(await postAlert({ url: second.hook, body: exit })).toMatchObject({ body: { result: 'duplicate' } });
      expect(await takenOver(desk)).toBeLessThan(TAKEN_OVER_MS);
      await until('flat', () => desk.position() === '0');
      await until('its stop is gone', () => stops(desk) === 0);
      await desk.owner.sees('BTCUSDT closed by the signal');
      expect(sides(desk)).toEqual(['buy', 'sell']);

      const again = sampleAlert();
      expect(await postAlert({ url: second.hook, body: again })).toMatchObject({ status: 200 });
      await until('the next one is carried out', () => desk.position() === '0.02');
      expect(sides(desk)).toEqual(['buy', 'sell', 'buy']);
    },
    TIMEOUT,
  );

  test(
    'one that is held up until its lease has run out sends nothing when it goes on, and ends',
    async () => {
      const { desk, first, second } = await startTwo();
      first.process.pause();
      toEnd.push(async () => first.process.isRunning() && first.process.goOn());
      // it waits in the line of the one that is held up
      const late = postAlert({ url: first.hook, body: sampleAlert() }).catch(() => null);
      expect(await takenOver(desk)).toBeLessThan(TAKEN_OVER_MS);
      first.process.goOn();
      await late;
      expect(await first.process.ended).toBe(1);
      // whoever of them took the alert, it is carried out once, by the one that has the lease
      await postAlert({ url: second.hook, body: sampleAlert() });
      await until('it is carried out', () => desk.position() === '0.02');
      await until('its stop stands', () => stops(desk) === 1);
      expect(sides(desk)).toEqual(['buy']);
    },
    TIMEOUT,
  );
});
