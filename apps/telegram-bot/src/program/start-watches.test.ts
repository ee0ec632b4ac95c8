import { expect, test } from 'vitest';
import { embeddedConfig } from '@perpdesk/broker-config';
import { decimal, silentLogger } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import { createSpeech } from '../language/speech.ts';
import { createDeskBench, NOON } from '../testing/desk-bench.ts';
import { fillRow } from '../testing/story-rows.ts';
import { toldIn } from '../watch/watch-bench.test.fixture.ts';
import { startWatches } from './start-watches.ts';

test('a desk is watched as its configuration says', async () => {
  const near = fakePosition({ liquidationPrice: decimal('58000') });
  const { manager, clock, journal } = await createDeskBench([{ id: 'paper', positions: [near] }]);
  await journal.commit([
    { type: 'flag-put', name: 'desk-alive', value: `${NOON - 3_600_000}` },
    { type: 'fill-insert', fill: fillRow({ brokerId: 'paper', intentId: null, venueAt: NOON - 60_000 }) },
  ]);
  const config = await embeddedConfig({ folder: '.' });
  const scheduled = clock.scheduledCount;
  const runner = await startWatches({
    manager,
    brokers: config.brokers,
    routes: config.routes.map((route) => ({ ...route, silence: { type: 'after', ms: 1_800_000 } as const })),
    chats: (config.telegram?.chats ?? []).map((chat) => ({ ...chat, summaryAt: '12:30' })),
    journal,
    ports: { clock, logger: silentLogger },
    notify: { levelFor: (_target, type) => (type === 'summary.weekly' ? 'off' : 'silent') },
    speeches: { ofTarget: () => createSpeech('de', 'Europe/Lisbon') },
    ownerTargets: ['chat:1'],
  });
  await clock.advance(2_400_000);
  await runner.stop();
  expect((await toldIn(journal, 'desk')).map(({ type }) => type)).toEqual([
    'risk.warning',
    'desk.away',
    'summary.daily',
    'signal.silent',
  ]);
  expect(await toldIn(journal, 'chat:1')).toEqual([]);
  expect(clock.scheduledCount).toBe(scheduled);
});
