import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { takeDeskLease } from './desk-lease.ts';

const TTL_MS = 8_000;

function createBench() {
  const clock = createFakeClock(1_760_000_000_000);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const lost: string[] = [];
  const take = (owner: string) =>
    takeDeskLease(journal, { clock, logger: silentLogger, owner, ttlMs: TTL_MS, onLost: () => void lost.push(owner) });
  return { clock, journal, lost, take };
}

describe('the lease of the desk', () => {
  test('is kept for as long as the desk runs, and a second desk is refused', async () => {
    const { clock, lost, take } = createBench();
    const first = await take('a');
    await clock.advance(5 * TTL_MS);
    const second = expect(take('b')).rejects.toMatchObject({ code: 'held' });
    await clock.advance(TTL_MS);
    await second;
    await first.release();
    await (await take('b')).release();
    expect(lost).toEqual([]);
  });

  test('passes on when its desk died, once its time is up', async () => {
    const { clock, journal, take } = createBench();
    await journal.lease({ name: 'desk', owner: 'dead', ttlMs: TTL_MS });
    let isTaken = false;
    const taking = take('b').then(() => (isTaken = true));
    await clock.advance(TTL_MS - 1_000);
    expect(isTaken).toBe(false);
    await clock.advance(1_000);
    await taking;
  });

  test('a desk that was held up and comes back to another one in its place is told, and goes on asking no more', async () => {
    const { clock, journal, lost, take } = createBench();
    await take('a');
    const lease = journal.lease;
    journal.lease = () => Promise.reject(new Error('no line'));
    await clock.advance(2 * TTL_MS);
    expect(lost).toEqual([]);
    journal.lease = lease;
    await journal.lease({ name: 'desk', owner: 'b', ttlMs: TTL_MS });
    await clock.advance(TTL_MS / 4);
    expect(lost).toEqual(['a']);
    expect(clock.scheduledCount).toBe(0);
  });

  test('a desk that was held up with nobody in its place goes on', async () => {
    const { clock, journal, lost, take } = createBench();
    await take('a');
    const lease = journal.lease;
    journal.lease = () => Promise.reject(new Error('no line'));
    await clock.advance(2 * TTL_MS);
    journal.lease = lease;
    await clock.advance(TTL_MS / 4);
    expect(lost).toEqual([]);
    expect(await journal.lease({ name: 'desk', owner: 'a', ttlMs: TTL_MS })).toMatchObject({ lease: { fence: 2 } });
  });
});
