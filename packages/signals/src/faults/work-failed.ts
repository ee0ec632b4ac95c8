import type { IntentRow, LedgerRow } from '@perpdesk/journal/port';
import { type Goal, goalOf } from '../book/goal.ts';
import { RunAbandoned } from '../run.ts';

/** A piece of work that can be left out, so that everything else goes on without it. */
export type Work =
  | { readonly type: 'signal'; readonly id: string }
  /** `id`: of an order that was sent; before that a name that stays when its signal is planned anew. */
  | ({ readonly type: 'intent'; readonly id: string } & Pick<IntentRow, 'signalId' | 'brokerId' | 'symbol' | 'kind'>)
  /** The stops and targets of what one strategy owns on an account. */
  | ({ readonly type: 'protection' } & Pick<LedgerRow, 'brokerId' | 'symbol' | 'stream'>)
  /** All that is heard of an account, and comparing it: without it nothing is begun there. */
  | { readonly type: 'account'; readonly brokerId: string }
  /** What is looked at again and again, on one account or on all. */
  | { readonly type: 'check'; readonly name: string; readonly brokerId: string | null }
  /** Anything else: it cannot be left out. */
  | { readonly type: 'desk' };

export const DESK: Work = { type: 'desk' };

/** An error of the desk itself, and the piece of work at which it came. */
export class WorkFailed extends Error {
  override readonly name = 'WorkFailed';
  readonly work: Work;

  constructor(work: Work, cause: unknown) {
    super(`The desk failed at ${workKey(work)}.`, { cause });
    this.work = work;
  }
}

/** Names the work at which an error comes; the innermost counts. */
export function blame(work: Work, build: () => void): void {
  try {
    build();
  } catch (error) {
    throw blamedOn(work, error);
  }
}

/** The error with the work at which it came, where that is not said yet. */
export function blamedOn(work: Work, error: unknown): Error {
  return error instanceof WorkFailed || error instanceof RunAbandoned ? error : new WorkFailed(work, error);
}

export function intentWork(intent: IntentRow): Work {
  const { id, state, signalId, brokerId, symbol, kind } = intent;
  if (state === 'planned') return plannedWork(intent, goalOf(intent).work);
  return { type: 'intent', id, signalId, brokerId, symbol, kind };
}

/** An intent of this purpose that was not sent, or is not even planned yet. */
export function plannedWork(
  { signalId, brokerId, symbol, kind }: Pick<IntentRow, 'signalId' | 'brokerId' | 'symbol' | 'kind'>,
  purpose: Goal['work'],
): Work {
  return { type: 'intent', id: `${signalId} ${brokerId} ${kind} ${purpose}`, signalId, brokerId, symbol, kind };
}

export function protectionWork({ brokerId, symbol, stream }: Pick<LedgerRow, 'brokerId' | 'symbol' | 'stream'>): Work {
  return { type: 'protection', brokerId, symbol, stream };
}

export function accountWork(brokerId: string): Work {
  return { type: 'account', brokerId };
}

export function checkWork(name: string, brokerId: string | null = null): Work {
  return { type: 'check', name, brokerId };
}

export function signalWork(id: string): Work {
  return { type: 'signal', id };
}

export function workKey(work: Work): string {
  switch (work.type) {
    case 'signal':
    case 'intent':
      return `${work.type} ${work.id}`;
    case 'protection':
      return `protection ${work.brokerId} ${work.stream}`;
    case 'account':
      return `account ${work.brokerId}`;
    case 'check':
      return `check ${work.name} ${work.brokerId ?? ''}`;
    case 'desk':
      return 'desk';
    default:
      return work satisfies never;
  }
}
