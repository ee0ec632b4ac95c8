import type { IntentRow } from '@perpdesk/journal/port';
import { isEnded } from '../book/intent-table.ts';
import type { Writer } from '../book/writer.ts';
import { endEntry } from '../lanes/end-entry.ts';
import { finishSignal } from '../lanes/finish-signal.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { LeftOut } from './set-aside.ts';
import { accountWork, blame, intentWork, signalWork, type Work, workKey } from './work-failed.ts';
import { sentence } from '../sentences/sentence.ts';

/** Code of signals and orders that the desk goes on without, for it fails at them: nothing waits for them. */
export const LEFT_OUT = 'internal-error';
const END = {
  code: LEFT_OUT,
  detail: sentence('failed-again'),
} as const;

/** Works at a signal, or refuses it where the desk fails at it. */
export function workAtSignal(run: Run, w: Writer, id: string, build: () => void): void {
  const work = signalWork(id);
  if (!run.setAside.has(work)) return blame(work, build);
  w.updateSignal(id, ['accepted', 'held', 'planned'], { state: 'refused', ...END });
}

/**
 * Ends an intent at which the desk fails, and lets nothing follow. One that was sent is not known any more: someone must look.
 * What it was to close is still there; a later exit, or a person's, may close it.
 */
export function leaveOut(run: Run, w: Writer, intent: IntentRow): void {
  const isSent = intent.state !== 'planned';
  if (intent.state === 'needs-operator' || isEnded(intent)) return;
  const after = w.updateIntent(intent.id, { state: isSent ? 'needs-operator' : 'canceled', ...END });
  if (after.kind === 'increase' && !isSent) endEntry(run, w, after);
  finishSignal(run, w, after.signalId);
}

/** Ends what a run before this one failed at: its signals are refused, its intents left out. */
export function endLeftOut(run: Run, w: Writer): void {
  for (const { id, state } of w.book.signals.values()) {
    if (!run.setAside.has(signalWork(id)) || (state !== 'accepted' && state !== 'held')) continue;
    w.updateSignal(id, ['accepted', 'held'], { state: 'refused', ...END });
  }
  for (const row of w.book.intents.all()) {
    if (!isEnded(row) && run.setAside.has(intentWork(row))) leaveOut(run, w, row);
  }
}

/** What is heard of the account is not taken in any more: nothing is begun there. */
export function isAccountOut(run: Run, brokerId: string): boolean {
  return run.setAside.has(accountWork(brokerId));
}

/** Tells loudly what this run does without. */
export function tellLeftOut(run: Run, w: Writer, left: readonly LeftOut[]): void {
  for (const { work, detail } of left) {
    const about = aboutOf(run, work);
    tellAll(run, w, `fault:${workKey(work)}:${run.newId()}`, {
      type: 'desk.fault',
      about: work.type,
      ...about,
      detail,
    });
  }
}

function aboutOf(run: Run, work: Work) {
  switch (work.type) {
    case 'signal': {
      const signal = run.book.signals.get(work.id)?.stored.signal;
      return { account: null, symbol: signal?.symbol ?? null, name: work.id, isExit: false };
    }
    case 'intent': {
      const { brokerId, symbol, signalId, kind } = work;
      return { account: accountTag(run, brokerId), symbol, name: signalId, isExit: kind === 'reduce' };
    }
    case 'protection':
      return { account: accountTag(run, work.brokerId), symbol: work.symbol, name: work.stream, isExit: false };
    case 'account':
    case 'check': {
      const account = work.brokerId === null ? null : accountTag(run, work.brokerId);
      return { account, symbol: null, name: work.type === 'check' ? work.name : '', isExit: false };
    }
    case 'desk':
      return { account: null, symbol: null, name: '', isExit: false };
    default:
      return work satisfies never;
  }
}
