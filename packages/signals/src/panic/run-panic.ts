import type { PanicReport, PanicRequest } from '../engine.ts';
import { endRefused } from '../lanes/end-refused.ts';
import { PANIC_FLAG } from '../lanes/blocks.ts';
import type { Notice } from '../notice.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import { flattenBroker } from './flatten-broker.ts';
import { type PanicDesk, tryCommit } from './panic-desk.ts';

/** Blocks risk, closes everything on the accounts asked for, verifies, and says what is left. Never throws. */
export async function runPanic(desk: PanicDesk, request: PanicRequest): Promise<PanicReport> {
  const ids = desk.manager.ids.filter((id) => request.brokerIds === undefined || request.brokerIds.includes(id));
  const id = Buffer.from(desk.random(4)).toString('hex');
  const left: string[] = [];
  const accounts = ids.map((brokerId) => ({ brokerId, environment: desk.manager.view(brokerId).environment }));
  const blocked = await block(desk, request, id, false, { type: 'panic.started', actor: request.actor, accounts });
  await voidEntries(desk, ids);
  const reports = await Promise.all(ids.map((brokerId) => flattenBroker(desk, brokerId, id)));
  left.push(...reports.flatMap((report) => report.left));
  const closed = reports.flatMap((report) => report.closed);
  const flat = left.length === 0;
  if (blocked !== null) left.push(blocked);
  const told = await block(desk, request, id, true, { type: 'panic.finished', flat, left, closed });
  if (told !== null && blocked === null) left.push(told);
  return { flat, closed, left };
}

/** Takes up again what a crash interrupted; `value` is the flag's. */
export function resumePanic(desk: PanicDesk, value: string): void {
  const flag: unknown = JSON.parse(value);
  if (typeof flag !== 'object' || flag === null || !('finished' in flag) || flag.finished !== false) return;
  const text = (name: string): unknown => Reflect.get(flag, name);
  const list = (given: unknown) => (Array.isArray(given) ? given.map(String) : []);
  const brokerIds = text('brokerIds');
  void runPanic(desk, {
    actor: String(text('actor')),
    relay: list(text('relay')),
    ...(Array.isArray(brokerIds) ? { brokerIds: list(brokerIds) } : {}),
  });
}

/** The block holds in memory before anything else, and in the journal if it takes it. */
async function block(
  desk: PanicDesk,
  request: PanicRequest,
  id: string,
  finished: boolean,
  notice: Notice,
): Promise<string | null> {
  const { actor, brokerIds, relay } = request;
  const now = desk.clock.now();
  const book = desk.run()?.book;
  const known = book?.flags.get(PANIC_FLAG) ?? desk.flags.get(PANIC_FLAG);
  const isLifted = finished && known === undefined;
  const value = JSON.stringify({ id, actor, at: now, finished, brokerIds, relay });
  if (!isLifted) {
    desk.flags.set(PANIC_FLAG, value);
    book?.flags.set(PANIC_FLAG, value);
  }
  const eventId = `${notice.type}:${id}`;
  const messages = toOutboxMessages(notice, { eventId, targets: relay, thread: null, now });
  return tryCommit(desk, [
    ...(isLifted ? [] : [{ type: 'flag-put', name: PANIC_FLAG, value } as const]),
    { type: 'audit-append', entry: { at: now, actor: `user:${actor}`, action: notice.type, detail: value } },
    ...messages.map((message) => ({ type: 'outbox-insert', message }) as const),
  ]);
}

/** Entries that were planned and not sent never will be. */
async function voidEntries(desk: PanicDesk, ids: readonly string[]): Promise<void> {
  const run = desk.run();
  if (run === null || run.isAbandoned) return;
  const planned = ids.flatMap((id) => run.book.intents.openEntries(id)).filter((row) => row.state === 'planned');
  if (planned.length === 0) return;
  const detail = 'The desk was told to panic before this entry was sent.';
  await run
    .write((w) => {
      for (const { id } of planned) {
        const row = w.book.intents.get(id);
        if (row?.state === 'planned') endRefused(run, w, row, { code: 'panic-block', detail });
      }
    })
    .catch(() => {});
}
