import { voidAsks } from '../asks/end-asks.ts';
import { acceptDrifts, haltedNames } from '../ledger/known-drift.ts';
import type { NoticeType } from '../notice.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import type { Run } from '../run.ts';
import { enteringOrders } from './entering-orders.ts';
import { pumpPlanned } from './pump-planned.ts';
import { PANIC_FLAG, PAUSE_FLAG } from './blocks.ts';
import { pausedBy } from './paused-by.ts';
import { sentence } from '../sentences/sentence.ts';

/** Blocks entries until someone resumes; reductions go on. What is with the exchange already stays there, and is told. */
export async function pauseDesk(run: Run, actor: string, relay: readonly string[]): Promise<void> {
  const actors = [...new Set([...pausedBy(run.book.flags.get(PAUSE_FLAG) ?? null), actor])];
  await setFlags(run, actor, relay, 'desk.paused', [[PAUSE_FLAG, JSON.stringify({ actor, actors, at: run.now() })]]);
}

/** Lifts pause and the block of /panic, and accepts what halts instruments. */
export async function resumeDesk(run: Run, actor: string, relay: readonly string[]): Promise<void> {
  await setFlags(run, actor, relay, 'desk.resumed', [
    [PAUSE_FLAG, null],
    [PANIC_FLAG, null],
  ]);
}

async function setFlags(
  run: Run,
  actor: string,
  relay: readonly string[],
  type: Extract<NoticeType, 'desk.paused' | 'desk.resumed'>,
  flags: readonly (readonly [name: string, value: string | null])[],
): Promise<void> {
  const now = run.now();
  const isLifted = type === 'desk.resumed';
  await run.write((w) => {
    for (const [name, value] of flags) w.add({ type: 'flag-put', name, value });
    if (type === 'desk.paused') {
      const entries = w.book.intents.asking().filter(({ kind }) => kind === 'increase');
      voidAsks(run, w, entries, { code: 'paused', detail: sentence('desk-was-paused') });
    }
    w.add({ type: 'audit-append', entry: { at: now, actor, action: type, detail: '{}' } });
    const eventId = `${type}:${run.newId()}`;
    const accepted = haltedNames(run);
    const notice =
      type === 'desk.resumed' ? { type, actor, accepted } : { type, actor, entering: enteringOrders(run, w.book) };
    w.tell(toOutboxMessages(notice, { eventId, targets: relay, thread: null, now }));
    if (!isLifted) return;
    acceptDrifts(w);
    // exits that /panic made stand
    pumpPlanned(run, w);
  });
}
