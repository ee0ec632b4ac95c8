import type { JournalChange } from '../port/change.ts';
import type { ChangeOf } from '../rules/change-of.ts';
import { nextIntent } from '../rules/next-intent.ts';

/** One statement's worth of changes. */
export interface Step {
  readonly change: JournalChange;
  /** Of the first change that went into it. */
  readonly index: number;
  /** How many there are, each of which counts the row's version up by one. */
  readonly count: number;
}

/**
 * Puts changes that follow each other on one row of a transaction into one, where that comes to the same: it is refused
 * where the first of them would be, and the others could not be.
 *
 * @param at Unix ms; stamps `updatedAt`.
 */
export function condense(changes: readonly JournalChange[], at: number): readonly Step[] {
  const steps: Step[] = [];
  const places = new Map<string, number>();
  for (const [index, change] of changes.entries()) {
    const row = rowOf(change);
    const place = row === null ? undefined : places.get(row);
    const before = place === undefined ? undefined : steps[place];
    const both = before === undefined ? null : join(before, change, at);
    if (both !== null && place !== undefined) {
      steps[place] = both;
      continue;
    }
    if (row !== null) places.set(row, steps.length);
    steps.push({ change, index, count: 1 });
  }
  return steps;
}

function rowOf(change: JournalChange): string | null {
  switch (change.type) {
    case 'intent-insert':
      return `intent ${change.intent.id}`;
    case 'intent-update':
      return `intent ${change.id}`;
    case 'ledger-put':
      return `ledger ${JSON.stringify([change.row.brokerId, change.row.stream])}`;
    case 'stream-put':
      return `stream ${change.row.stream}`;
    default:
      return null;
  }
}

/** `null`: they stay two. */
function join(before: Step, change: JournalChange, at: number): Step | null {
  const { change: first, count } = before;
  const joined = (both: JournalChange): Step => ({ ...before, change: both, count: count + 1 });
  switch (change.type) {
    case 'ledger-put':
    case 'stream-put': {
      if (first.type !== change.type || change.version !== first.version + count) return null;
      return joined({ ...change, version: first.version });
    }
    case 'intent-update': {
      if (first.type === 'intent-insert') {
        const intent = nextIntent(first.intent, change, at);
        return intent === null ? null : joined({ type: 'intent-insert', intent });
      }
      if (first.type !== 'intent-update' || change.version !== first.version + count || isJudged(change)) return null;
      return joined({ ...first, patch: { ...first.patch, ...change.patch } });
    }
    default:
      return null;
  }
}

/** It may be refused for the state or the attempt that the row has. */
function isJudged({ patch }: ChangeOf<'intent-update'>): boolean {
  return patch.state !== undefined || patch.attempt !== undefined;
}
