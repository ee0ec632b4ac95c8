import { afterEach, expect, test } from 'vitest';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decimal } from '@perpdesk/broker-core';
import { FLAT, sampleAlert, startProgramBench } from '../testing/program-bench.ts';
import { startVenueBench } from '../testing/venue-bench.ts';
import { recoverIn, recoverTold } from './recover-told.test.fixture.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const onClose = (close: () => Promise<void>) => void closers.push(close);

test('a desk that lost its journal gets it from the exchange, waits for a person, and goes on where its strategy is', async () => {
  const first = await startProgramBench({ onClose });
  const { folder } = first;
  await first.post(sampleAlert());
  await first.until(() => first.position() === '0.02');
  await first.program.engine.idle();
  await expect(recoverIn(folder, true)).rejects.toMatchObject({ code: 'held' });
  await first.program.stop();
  expect(await recoverIn(folder, false)).toEqual([
    'fine paper: BTCUSDT holds 0.02',
    'fine   demo/btc-trend/BTCUSDT owns 0.02; the journal says so, too',
    'fine The journal says the same as the exchange.',
  ]);

  for (const end of ['', '-wal', '-shm']) await rm(join(folder, `perpdesk.db${end}`), { force: true });
  expect(await recoverIn(folder, false)).toEqual([
    'fine paper: BTCUSDT holds 0.02',
    expect.stringMatching(
      /^warning {3}0\.02 by orders of the code [0-9a-z]{6}, and no name fits it: tell it with --strategy$/,
    ),
    'warning Nothing was written. Stop the desk and add --write to put this into its journal.',
  ]);
  expect(await recoverIn(folder, true, ['btc-trend'])).toEqual([
    'fine paper: BTCUSDT holds 0.02',
    'warning   demo/btc-trend/BTCUSDT owns 0.02; the journal says 0',
    'fine 1 part written. The desk is paused: look at it, then /resume.',
  ]);

  const second = await startProgramBench({ folder, onClose });
  expect(second.program.engine.status()).toMatchObject({ paused: true });
  await second.post(sampleAlert(FLAT));
  await second.until(() => second.position() === '0');
  await second.program.engine.idle();
}, 40_000);

test('an exchange that lists fills without our ids tells it, too: also what a stop closed', async () => {
  const secrets = {
    apiKey: 'the-key-of-account-one',
    secretKey: 'the-secret-key-of-account-one',
    botToken: '7000000001:abcdefghijklmnopqrstuvwxyz0123456789',
    token: 'the-new-token-of-the-route',
    oldToken: 'the-old-token-of-the-route',
    secret: 'the-secret-in-the-body',
  };
  const desk = await startVenueBench({ secrets, onClose });
  const held = (symbol: string) => desk.program.manager.view('one').position(symbol, 'net')?.quantity.toFixed() ?? '0';
  await desk.post(sampleAlert());
  await desk.until('a position', () => held('BTCUSDT') === '0.02');
  await desk.sees('stop');
  await desk.program.engine.idle();
  await desk.program.stop();
  const given = { days: 7, strategies: ['btc-trend'], isWriting: false };
  expect(await recoverTold(desk.config, given)).toEqual([
    'fine one: BTCUSDT holds 0.02',
    'fine   trend/btc-trend/BTCUSDT owns 0.02; the journal says so, too',
    'fine The journal says the same as the exchange.',
  ]);
  desk.venue.setPrice('BTCUSDT', decimal('50000'));
  const later = await recoverTold(desk.config, given);
  expect(later).toEqual([
    'warning one: BTCUSDT is flat; the journal says that trend/btc-trend/BTCUSDT owns 0.02',
    'warning Nothing was written. Stop the desk and add --write to put this into its journal.',
  ]);
}, 60_000);
