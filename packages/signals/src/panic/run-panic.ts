import { sleep } from '@perpdesk/broker-core';
import { voidAsks } from '../asks/end-asks.ts';
import { formatGoal, goalOf } from '../book/goal.ts';
import { isEnded } from '../book/intent-table.ts';
import type { PanicReport, PanicRequest } from '../engine.ts';
import { endRefused } from '../lanes/end-refused.ts';
import { PANIC_FLAG } from '../lanes/blocks.ts';
import { checkDrift } from '../ledger/drift.ts';
import type { Notice } from '../notice.ts';
import { toOutboxMessages } from '../relay/outbox-messages.ts';
import { flattenBroker } from './flatten-broker.ts';
import { COMMIT_MS, type PanicDesk, tryCommit } from './panic-desk.ts';
import { isBlockLifted, takenAccounts } from './is-panicked.ts';
import { flatReportOf, formatPanicState, type PanicOfId, parsePanicState, standingPanic } from './panic-flag.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Blocks risk, closes everything on the accounts asked for, verifies, and says what is left. Never throws.
 *
 * The same `id` again joins the panic that runs, and hears what became of the one that ended flat.
 */
export function runPanic(desk: PanicDesk, { id = newId(desk), ...request }: PanicRequest): Promise<PanicReport> {
  const known = desk.panics.get(id);
  if (known !== undefined) return known.report;
  const report = flatReportOf(desk, id);
  if (report !== null) return Promise.resolve(report);
  const running = panic(desk, { id, ...request }).finally(() => desk.panics.delete(id));
  desk.panics.set(id, { request: { id, ...request }, report: running, isOver: false });
  return running;
}

/** Takes up again what a crash interrupted; `value` is the flag's. */
export function resumePanic(desk: PanicDesk, value: string): void {
  const state = parsePanicState(value);
  if (state === null) return;
  for (const request of [...state.others, ...(state.report === null ? [state.request] : [])])
    void runPanic(desk, request);
}

async function panic(desk: PanicDesk, request: PanicOfId): Promise<PanicReport> {
  const ids = desk.manager.ids.filter((id) => request.brokerIds === undefined || request.brokerIds.includes(id));
  const left: string[] = [];
  const accounts = ids.map((brokerId) => ({ brokerId, environment: desk.manager.view(brokerId).environment }));
  const blocked = await block(desk, request, null, { type: 'panic.started', actor: request.actor, accounts });
  await voidEntries(desk, ids);
  // of this run: after a crash the orders of the next must have other ids
  const runId = newId(desk);
  const reports = await Promise.all(ids.map((brokerId) => flattenBroker(desk, brokerId, runId)));
  left.push(...reports.flatMap((report) => report.left));
  for (const [index, brokerId] of ids.entries()) if (reports[index]?.left.length === 0) compareOwned(desk, brokerId);
  const closed = reports.flatMap((report) => report.closed);
  const flat = left.length === 0;
  if (blocked !== null) left.push(blocked);
  endOf(desk, request);
  const finished = { type: 'panic.finished', accounts, flat, left, closed } as const;
  const told = await block(desk, request, { flat, closed, left }, finished);
  if (told !== null && blocked === null) left.push(told);
  return { flat, closed, left };
}

function endOf(desk: PanicDesk, { id }: PanicOfId): void {
  const running = desk.panics.get(id);
  if (running !== undefined) desk.panics.set(id, { ...running, isOver: true });
}

/** The account is flat: what streams own against each other on it has no position, and goes, too. */
function compareOwned(desk: PanicDesk, brokerId: string): void {
  const run = desk.run();
  if (run === null || run.isAbandoned) return;
  const rows = [...run.book.ledger.values()].filter((row) => row.brokerId === brokerId && row.owned !== '0');
  for (const symbol of new Set(rows.map((row) => row.symbol))) checkDrift(run, brokerId, symbol);
}

/** The block holds in memory before anything else, and in the journal if it takes it. */
async function block(
  desk: PanicDesk,
  request: PanicOfId,
  report: PanicReport | null,
  notice: Notice,
): Promise<string | null> {
  const { id, actor, relay } = request;
  const now = desk.clock.now();
  const book = desk.run()?.book;
  const isLifted = report !== null && isBlockLifted(desk);
  const others = [...desk.panics.values()]
    .filter((running) => !running.isOver && running.request.id !== id)
    .map((running) => running.request);
  const standing = standingPanic(desk);
  const before = standing === null ? [] : takenAccounts(standing, desk.manager.ids);
  const value = formatPanicState({ request, at: now, report, others, before });
  if (!isLifted) {
    desk.flags.set(PANIC_FLAG, value);
    book?.flags.set(PANIC_FLAG, value);
  }
  const eventId = `${notice.type}:${id}`;
  const messages = toOutboxMessages(notice, { eventId, targets: relay, thread: null, now });
  return tryCommit(desk, [
    ...(isLifted ? [] : [{ type: 'flag-put', name: PANIC_FLAG, value } as const]),
    { type: 'audit-append', entry: { at: now, actor, action: notice.type, detail: value } },
    ...messages.map((message) => ({ type: 'outbox-insert', message }) as const),
  ]);
}

/** Eight hexadecimal digits: they stand in client order ids. */
function newId(desk: PanicDesk): string {
  return Buffer.from(desk.random(4)).toString('hex');
}

/** Entries that were planned and not sent never will be, and those that were sent never again. */
async function voidEntries(desk: PanicDesk, ids: readonly string[]): Promise<void> {
  const run = desk.run();
  if (run === null || run.isAbandoned) return;
  const entries = ids.flatMap((id) => run.book.intents.openEntries(id));
  const asked = run.book.intents.asking().filter((row) => row.kind === 'increase' || ids.includes(row.brokerId));
  if (entries.length === 0 && asked.length === 0) return;
  const detail = sentence('panic-before-sent');
  const voiding = run
    .write((w) => {
      voidAsks(run, w, asked, { code: 'panic-block', detail: sentence('panic-nothing-sent') });
      for (const { id } of entries) {
        const row = w.book.intents.get(id);
        if (row === undefined || isEnded(row)) continue;
        if (row.state === 'planned') endRefused(run, w, row, { code: 'panic-block', detail });
        else w.updateIntent(id, { goal: formatGoal({ ...goalOf(row), isPanicked: true }) });
      }
    })
    .catch(() => {});
  // in memory they are void already: nothing is sent for them
  await Promise.race([voiding, sleep(desk.clock, COMMIT_MS)]);
}
