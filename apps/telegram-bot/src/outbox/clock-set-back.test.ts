import { expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { NOON } from '../testing/desk-bench.ts';
import { createScriptedOutbox, UNSURE } from './scripted-outbox.test.fixture.ts';

const HOUR_MS = 3_600_000;
const CRITICAL = { target: 'desk', priority: 'critical' } as const;

/** The outbox on a machine whose clock is ahead, and may be set right. */
async function ahead(script: Parameters<typeof createScriptedOutbox>[0]) {
  const clock = createFakeClock(NOON);
  let aheadMs = HOUR_MS;
  const machine = { ...clock, scheduledCount: 0, now: () => clock.now() + aheadMs };
  const outbox = await createScriptedOutbox({ ...script, clock: machine });
  return { ...outbox, setRight: () => void (aheadMs = 0) };
}

test.each([
  ['did not answer', UNSURE],
  ['asked to wait', { type: 'wait', waitMs: 5_000 }],
] as const)(
  'a clock that is set back by an hour after Telegram %s: the alarm goes a moment later',
  async (_what, answer) => {
    const { post, pass, sent, setRight } = await ahead({ sends: [answer] });
    await post(CRITICAL);
    setRight();
    await pass(60_000);
    expect(sent).toHaveLength(2);
  },
);

test('what an earlier life put off by a clock that was an hour ahead goes at once, and what stands behind it', async () => {
  const { journal, worker, pass, sent, clock, setRight } = await ahead({});
  const message = {
    target: 'desk',
    type: 'desk.paused',
    priority: 'normal',
    thread: null,
    createdAt: clock.now(),
  } as const;
  const payload = (actor: string) => JSON.stringify({ type: 'desk.paused', actor });
  const patch = { attempts: 1, nextAt: clock.now() + 60_000, maybeDuplicate: true };
  await journal.commit([
    { type: 'outbox-insert', message: { ...message, eventId: 'a', payload: payload('user:1') }, patch },
    { type: 'outbox-insert', message: { ...message, eventId: 'b', payload: payload('user:2') } },
  ]);
  setRight();
  worker.wake();
  await pass(60_000);
  expect(sent).toHaveLength(2);
});
