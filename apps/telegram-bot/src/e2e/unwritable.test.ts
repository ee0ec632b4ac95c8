import { afterEach, describe, expect, test } from 'vitest';
import { createOwnServer, NO_POSTGRES } from '@perpdesk/journal/testing';
import { FLAT, sampleAlert } from '../testing/program-bench.ts';
import { createExchangeDesk, type DeskOptions, type ExchangeDesk } from './exchange-desk.ts';
import { CAN_MOUNT, createSmallDisk } from './small-disk.ts';
import { until } from './until.ts';

const TIMEOUT = 180_000;
const onSmallDisk = CAN_MOUNT ? test : test.skip;
const onServer = NO_POSTGRES === null ? test : test.skip;

const toEnd: (() => PromiseLike<void>)[] = [];
afterEach(async () => {
  for (const end of toEnd.splice(0).toReversed()) await end();
}, TIMEOUT);

const isReady = async (desk: ExchangeDesk) => (await desk.get('/readyz')).includes('"ready":true');
const stops = ({ venue }: ExchangeDesk) => venue.state('one').openAlgoOrders.length;
const eth = { symbol: 'ETHUSDT.P', price: '3000', strategy: 'other' } as const;

async function startDesk(options: DeskOptions): Promise<ExchangeDesk> {
  const desk = await createExchangeDesk(options);
  toEnd.push(() => desk[Symbol.asyncDispose]());
  await desk.start();
  await until('ready', () => isReady(desk));
  return desk;
}

interface Trouble {
  readonly code: string;
  /** As the chat words it. */
  readonly why: string;
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** A position with its stop; then the journal cannot be written, and a person closes; then it can again. */
async function goThrough(desk: ExchangeDesk, { code, why, begin, end }: Trouble): Promise<void> {
  const { owner } = desk;
  expect(await desk.post(sampleAlert())).toMatchObject({ status: 200 });
  await until('its stop stands', () => stops(desk) === 1);

  await begin();
  await until('alerts are refused', async () => (await desk.post(sampleAlert(eth))).status === 503);
  await owner.sees(`The journal cannot be written: ${why}`);
  await until('it is not ready, with the reason', async () => {
    const ready = await desk.get('/readyz');
    return ready.includes('"journal":false') && ready.includes(code);
  });
  expect(await desk.get('/metrics')).toContain('perpdesk_journal_writable 0');
  const before = desk.plainOrders().length;
  await owner.say('/long ETHUSDT 0.1');
  await owner.tap('Place LONG 0.100');
  await owner.sees('no entry begins');
  expect(desk.plainOrders()).toHaveLength(before);

  await owner.say('/close BTCUSDT');
  await owner.tap('Close all of it');
  await until('the position is closed', () => desk.position() === '0');
  await until('its stop is gone', () => stops(desk) === 0);
  await owner.sees('BTCUSDT closed');

  await end();
  await owner.sees('The journal is written again');
  await until('it is ready', () => isReady(desk));
  expect(await desk.get('/metrics')).toContain('perpdesk_journal_writable 1');

  // what was done meanwhile is recorded: the next process knows it, and does it not again
  await desk.process.kill();
  await desk.start();
  await until('ready', () => isReady(desk));
  const after = desk.plainOrders().length;
  expect(await desk.post(sampleAlert(FLAT))).toMatchObject({ status: 200 });
  await owner.sees('It waits for the next entry');
  expect(desk.plainOrders()).toHaveLength(after);
  expect(desk.position()).toBe('0');
}

describe('a journal that cannot be written', () => {
  onSmallDisk(
    `because its disk is full: exits go on, entries do not${CAN_MOUNT ? '' : ' (no disk of its own can be mounted here)'}`,
    async () => {
      const disk = await createSmallDisk('64m');
      toEnd.push(() => disk[Symbol.asyncDispose]());
      const desk = await startDesk({ journalUrl: `sqlite:${disk.path}/journal.db`, within: disk.within });
      await goThrough(desk, { code: 'disk-full', why: 'its disk is full', begin: disk.fill, end: disk.free });
    },
    TIMEOUT,
  );

  onServer(
    `because its server is gone: exits go on, entries do not${NO_POSTGRES === null ? '' : ` (${NO_POSTGRES})`}`,
    async () => {
      const server = await createOwnServer();
      toEnd.push(() => server.close());
      const desk = await startDesk({ journalUrl: server.url });
      const why = 'its server does not answer';
      await goThrough(desk, { code: 'unreachable', why, begin: server.stop, end: server.start });
    },
    TIMEOUT,
  );
});
