import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';

test('the page says what waits to be told, since when, and what never will be', async () => {
  const metrics = createMetrics();
  metrics.watch({
    manager: { health: () => [{ brokerId: 'main', isReady: false }] },
    engine: { status: () => ({ paused: false, panicBlocked: true, unknown: 4, needsOperator: 5 }) },
    journal: {
      writeState: () => ({ isWritable: false }),
      standing: () => ({ unwritten: 6 }),
      outboxDepth: async () => ({ pending: 3, dead: 2, oldestAt: 10_000, targets: [] }),
    },
    now: () => 17_000,
  } as never);
  const page = await metrics.text();
  for (const line of [
    'outbox_pending 3',
    'outbox_oldest_seconds 7',
    'outbox_dead 2',
    'broker_ready{broker="main"} 0',
    'paused 1',
    'orders_unknown 4',
    'orders_needing_operator 5',
    'journal_writable 0',
    'journal_unwritten 6',
  ]) {
    expect(page).toContain(`perpdesk_${line}\n`);
  }
});
