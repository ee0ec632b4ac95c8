import { describe, expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal } from '@perpdesk/journal/port';
import { NOON } from '../testing/desk-bench.ts';
import { signalRow } from '../testing/story-rows.ts';
import { barLengthMs, intervalIn } from './bar-length.ts';
import { createSilenceWatch, type SilenceWatchOptions } from './silence-watch.ts';
import { runWatches, toldIn } from './watch-bench.test.fixture.ts';

const STREAM = 'btc-trend/default/BTCUSDT';
const HOUR = 3_600_000;

function startBench(options: Partial<SilenceWatchOptions> = {}, at = NOON) {
  const clock = createFakeClock(at);
  const { journal = createMemoryJournal({ now: () => clock.now() }) } = options;
  const watch = createSilenceWatch({
    routeId: 'btc-trend',
    silence: { type: 'bars', bars: 3, barMs: null },
    clock,
    targets: ['desk'],
    heardFrom: 0,
    everyMs: 60_000,
    ...options,
    journal,
  });
  const runner = runWatches([watch], clock, journal);
  let count = 0;
  return {
    clock,
    journal,
    runner,
    async alert(body = '{"interval":"60"}', stream = STREAM) {
      count += 1;
      const id = `${clock.now()}-${count}`;
      const signal = signalRow({ id, stream, body, receivedAt: clock.now() });
      await journal.acceptSignal(signal, []);
      const row = { stream, lastPosition: '0', lastFiredAt: null, sequence: 1, code: id.slice(-6) };
      const { streams } = await journal.readLedger();
      const version = streams.find((it) => it.stream === stream)?.version ?? 0;
      await journal.commit([{ type: 'stream-put', version, row }]);
    },
  };
}

async function told(journal: Journal): Promise<readonly string[]> {
  const messages = await toldIn(journal);
  return messages.map((it) => ('routeId' in it ? `${it.type} ${it.stream ?? it.routeId} ${it.silentMs / HOUR}` : ''));
}

describe('a strategy', () => {
  test('that sends nothing for three bars is told once, and once when it sends again', async () => {
    const { clock, journal, alert } = startBench();
    await alert();
    await clock.advance(2.9 * HOUR);
    expect(await told(journal)).toEqual([]);
    await clock.advance(10 * HOUR);
    expect(await told(journal)).toEqual([`signal.silent ${STREAM} 3`]);
    expect(await toldIn(journal)).toMatchObject([{ bars: 3, lastAt: NOON }]);
    await clock.advance(0.1 * HOUR);
    await alert();
    await clock.advance(60_000);
    expect(await told(journal)).toEqual([`signal.silent ${STREAM} 3`, `signal.resumed ${STREAM} 13`]);
    await clock.advance(3 * HOUR);
    expect(await told(journal)).toHaveLength(3);
  });

  test('is told once over restarts', async () => {
    const first = startBench();
    await first.alert();
    await first.clock.advance(4 * HOUR);
    await first.runner.stop();
    const second = startBench({ journal: first.journal }, NOON + 5 * HOUR);
    await second.clock.advance(4 * HOUR);
    expect(await told(first.journal)).toHaveLength(1);
    await second.alert();
    await second.clock.advance(60_000);
    expect(await told(first.journal)).toEqual([`signal.silent ${STREAM} 3`, `signal.resumed ${STREAM} 9`]);
  });

  test('is not blamed for the time that the desk was not there', async () => {
    const first = startBench();
    await first.alert();
    await first.clock.advance(HOUR);
    await first.runner.stop();
    const startAt = NOON + 10 * HOUR;
    const second = startBench({ journal: first.journal, heardFrom: startAt }, startAt);
    await second.clock.advance(2.9 * HOUR);
    expect(await told(first.journal)).toEqual([]);
    await second.clock.advance(0.2 * HOUR);
    expect(await told(first.journal)).toHaveLength(1);
  });

  test('does not hide another one of its route', async () => {
    const { clock, journal, alert } = startBench({ silence: { type: 'after', ms: HOUR } });
    await alert('', STREAM);
    for (let times = 0; times < 4; times += 1) {
      await clock.advance(0.5 * HOUR);
      await alert('', 'btc-trend/other/BTCUSDT');
    }
    expect(await told(journal)).toEqual([`signal.silent ${STREAM} 1`]);
  });

  test('whose bars nobody says has bars of a day', async () => {
    const { clock, journal, alert } = startBench();
    await alert('buy');
    await clock.advance(71 * HOUR);
    expect(await told(journal)).toEqual([]);
    await clock.advance(2 * HOUR);
    expect(await told(journal)).toHaveLength(1);
  });
});

test('a route that never sent anything is told as one, and its first alert ends that', async () => {
  const { clock, journal, alert } = startBench({ silence: { type: 'bars', bars: 2, barMs: HOUR } });
  await clock.advance(1.9 * HOUR);
  expect(await told(journal)).toEqual([]);
  await clock.advance(0.2 * HOUR);
  expect(await told(journal)).toEqual(['signal.silent btc-trend 2']);
  await clock.advance(0.9 * HOUR);
  await alert();
  await clock.advance(60_000);
  expect((await told(journal)).map((it) => it.slice(0, 24))).toEqual([
    'signal.silent btc-trend ',
    'signal.resumed btc-trend',
  ]);
});

test.each([
  ['5', 300_000],
  ['240', 14_400_000],
  ['1D', 86_400_000],
  ['D', 86_400_000],
  ['W', 604_800_000],
  ['30S', 30_000],
  ['1h', 3_600_000],
  ['{{interval}}', null],
  ['', null],
  ['0', null],
])('an interval of %j lasts %j ms', (interval, expected) => {
  expect(barLengthMs(interval)).toBe(expected);
});

test.each([
  ['{"interval":"15"}', '15'],
  ['{"Interval":15}', '15'],
  ['{"interval":null}', null],
  ['["interval"]', null],
  ['buy now', null],
  ['null', null],
])('%s says the interval %j', (body, expected) => {
  expect(intervalIn(body)).toBe(expected);
});
