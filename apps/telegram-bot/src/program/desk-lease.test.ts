import { describe, expect, test } from 'vitest';
import { silentLogger } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import { createDeskLease, type DeskLease } from './desk-lease.ts';

const TTL_MS = 8_000;

function createBench() {
  const clock = createFakeClock(1_760_000_000_000);
  const journal = createMemoryJournal({ now: () => clock.now() });
  const lost: string[] = [];
  const create = (owner: string): DeskLease =>
    createDeskLease(journal, {
      clock,
      logger: silentLogger,
      owner,
      ttlMs: TTL_MS,
      onLost: () => void lost.push(owner),
    });
  return { clock, journal, lost, create };
}

describe('the lease of the desk', () => {
  test('is kept for as long as the desk runs, and had by the one that waits as soon as it is given back', async () => {
    const { clock, lost, create } = createBench();
    const first = create('a');
    expect(await first.tryTake()).toBe(true);
    await clock.advance(5 * TTL_MS);
    const second = create('b');
    expect(await second.tryTake()).toBe(false);
    let isTaken = false;
    void second.take().then((isHeld) => (isTaken = isHeld));
    await clock.advance(3 * TTL_MS);
    expect(isTaken).toBe(false);
    await first.release();
    await clock.advance(500);
    expect(isTaken).toBe(true);
    await second.release();
    expect(lost).toEqual([]);
  });

  test('is given back for good though it was being renewed', async () => {
    const { clock, journal, create } = createBench();
    const first = create('a');
    await first.tryTake();
    const { lease } = journal;
    let goOn = () => {};
    journal.lease = async (request) => {
      journal.lease = lease;
      await new Promise<void>((resolve) => (goOn = resolve));
      return lease(request);
    };
    await clock.advance(TTL_MS / 4);
    const releasing = first.release();
    goOn();
    await releasing;
    expect(await create('b').tryTake()).toBe(true);
  });

  test('passes on when its desk died, once its time is up', async () => {
    const { clock, journal, create } = createBench();
    await journal.lease({ name: 'desk', owner: 'dead', ttlMs: TTL_MS });
    let isTaken = false;
    const taking = create('b')
      .take()
      .then(() => (isTaken = true));
    await clock.advance(TTL_MS - 1_000);
    expect(isTaken).toBe(false);
    await clock.advance(1_000);
    await taking;
  });

  test('is waited for over a database that does not answer, until it is given up', async () => {
    const { clock, journal, create } = createBench();
    const lease = journal.lease;
    journal.lease = () => Promise.reject(new Error('no line'));
    const waiting = create('b');
    let answer: boolean | null = null;
    void waiting.take().then((isHeld) => (answer = isHeld));
    await clock.advance(TTL_MS);
    expect(answer).toBeNull();
    journal.lease = lease;
    await waiting.release();
    await clock.advance(1_000);
    expect(answer).toBe(false);
    expect(clock.scheduledCount).toBe(0);
  });

  test('before it is had, no mark is written', async () => {
    const { create } = createBench();
    const mark = { type: 'intent-update', id: 'i', version: 1, patch: { state: 'sending', attempt: 1 } } as const;
    expect(await create('b').journal.commit([mark])).toMatchObject({ ok: false });
  });

  test('a desk that was held up and comes back to another one in its place is told, and goes on asking no more', async () => {
    const { clock, journal, lost, create } = createBench();
    await create('a').tryTake();
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
    const { clock, journal, lost, create } = createBench();
    await create('a').tryTake();
    const lease = journal.lease;
    journal.lease = () => Promise.reject(new Error('no line'));
    await clock.advance(2 * TTL_MS);
    journal.lease = lease;
    await clock.advance(TTL_MS / 4);
    expect(lost).toEqual([]);
    expect(await journal.lease({ name: 'desk', owner: 'a', ttlMs: TTL_MS })).toMatchObject({ lease: { fence: 2 } });
  });
});
