import { silentLogger } from '@perpdesk/broker-core';
import type { FakeClock } from '@perpdesk/broker-core/testing';
import type { Journal } from '@perpdesk/journal/port';
import type { WatchMessage } from './watch-message.ts';
import { createWatchRunner, type Watch, type WatchRunner } from './watch-runner.ts';

/** Runs watches on a virtual clock. */
export function runWatches(watches: readonly Watch[], clock: FakeClock, journal: Journal): WatchRunner {
  const runner = createWatchRunner(watches, { clock, logger: silentLogger, journal });
  runner.start();
  return runner;
}

/** What chats were told, in order: `target` alone, or all. */
export async function toldIn(journal: Journal, target?: string): Promise<readonly WatchMessage[]> {
  const rows = await journal.listOutbox(target === undefined ? {} : { target });
  return rows.map(({ payload }) => JSON.parse(payload) as WatchMessage);
}
