import type { IntentRow } from '@perpdesk/journal/port';
import type { Writer } from '../book/writer.ts';
import { endEntry } from '../lanes/end-entry.ts';
import { finishSignal } from '../lanes/finish-signal.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import type { Run } from '../run.ts';
import type { LeftOut } from './set-aside.ts';
import { blame, type Work, workKey } from './work-failed.ts';

/** Of what the desk goes on without. */
export const LEFT_OUT = 'internal-error';
const END = {
  code: LEFT_OUT,
  detail: 'The desk failed at it again and again, and goes on without it.',
} as const;

/** Works at a signal, or refuses it where the desk fails at it. */
export function workAtSignal(run: Run, w: Writer, id: string, build: () => void): void {
  const work: Work = { type: 'signal', id };
  if (!run.setAside.has(work)) return blame(work, build);
  w.updateSignal(id, ['accepted', 'held', 'planned'], { state: 'refused', ...END });
}

/**
 * Ends an intent at which the desk fails, and lets nothing follow. One that was sent is not known any more: someone must look.
 * What it was to close is still there; a later exit, or a person's, may close it.
 */
export function leaveOut(run: Run, w: Writer, intent: IntentRow): void {
  const isSent = intent.state !== 'planned';
  if (intent.state === 'needs-operator') return;
  const after = w.updateIntent(intent.id, { state: isSent ? 'needs-operator' : 'canceled', ...END });
  if (after.kind === 'increase' && !isSent) endEntry(run, w, after);
  finishSignal(run, w, after.signalId);
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
    default:
      return work satisfies never;
  }
}
