/**
 * Commits per second, one after the other and 20 at once, and the milliseconds of one:
 * `node --conditions=@perpdesk/source packages/journal/src/testing/measure.test.fixture.ts`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from '../open-journal.ts';
import type { Journal } from '../port/journal.ts';
import { createTestDatabase } from './postgres/shared-server.ts';
import { NO_POSTGRES } from './postgres/find-server.ts';
import { intentOf, messageOf, signalOf } from './samples.ts';

const SECONDS = Number(process.argv[2] ?? 3);
let run = 0;

/** An alert's two commits: its inbox row with a message, then its plan with the first mark. */
async function alert(journal: Journal, id: string): Promise<void> {
  await journal.acceptSignal(signalOf(id), [messageOf(id)]);
  const result = await journal.commit([
    { type: 'signal-update', id, from: ['accepted'], patch: { state: 'planned' } },
    { type: 'intent-insert', intent: intentOf(id, { signalId: id }) },
    { type: 'intent-update', id, version: 1, patch: { state: 'sending', attempt: 1 } },
  ]);
  if (!result.ok) throw new Error(JSON.stringify(result));
}

async function measure(name: string, journal: Journal, lanes: number): Promise<void> {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  run += 1;
  const lane = async (number: number) => {
    for (let index = 0; performance.now() < end; index += 1) {
      const before = performance.now();
      await alert(journal, `${run}-${number}-${index}`);
      times.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, number) => lane(number)));
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  const rate = Math.round((2 * times.length) / SECONDS);
  process.stdout.write(`${name}, ${lanes} at once: ${rate} commits/s, alert p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`);
}

async function measureBoth(name: string, url: string): Promise<void> {
  const journal = await openJournal(url);
  await measure(name, journal, 1);
  await measure(name, journal, 20);
  await journal.close();
}

const folder = mkdtempSync(join(tmpdir(), 'perpdesk-journal-'));
try {
  await measureBoth('sqlite', `sqlite:${join(folder, 'perpdesk.db')}`);
  if (NO_POSTGRES === null) await measureBoth('postgres', (await createTestDatabase()).url);
} finally {
  rmSync(folder, { recursive: true });
}
