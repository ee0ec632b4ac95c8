import type { Clock } from '@perpdesk/broker-core';
import type { Journal, JournalChange } from '@perpdesk/journal/port';
import type { ApprovalRules } from './approval-rules.ts';
import { stepOfCode } from './totp.ts';

const TRIES = 5;
const LOCK_MS = 15 * 60_000;

export type CodeVerdict =
  | { readonly type: 'good' }
  /** Not now: what it was to be good for is gone. */
  | { readonly type: 'gone' }
  | { readonly type: 'wrong'; readonly left: number }
  /** Good once, and that was before. */
  | { readonly type: 'used' }
  | { readonly type: 'locked'; readonly until: number };

interface Tally {
  /** The newest step whose code was taken. */
  readonly step: number;
  readonly fails: number;
  /** Unix ms; 0: not locked. */
  readonly lockedUntil: number;
}

const FRESH: Tally = { step: 0, fails: 0, lockedUntil: 0 };

export interface CodeBookOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly rules: ApprovalRules;
}

/** Takes codes of authenticators: each is good once, few tries are free, and all of it outlives a restart. */
export interface CodeBook {
  /** `spend` writes what the code is good for together with these changes, or nothing at all. */
  take(
    userId: string,
    code: string,
    spend: (changes: readonly JournalChange[]) => Promise<boolean>,
  ): Promise<CodeVerdict>;
}

export function createCodeBook({ journal, clock, rules }: CodeBookOptions): CodeBook {
  let turn = Promise.resolve();
  const flagOf = (userId: string) => `totp:${userId}`;
  const put = (userId: string, tally: Tally): JournalChange => ({
    type: 'flag-put',
    name: flagOf(userId),
    value: JSON.stringify(tally),
  });

  async function read(userId: string): Promise<Tally> {
    const value = (await journal.readFlags())[flagOf(userId)];
    if (value === undefined) return FRESH;
    const tally: Tally = JSON.parse(value);
    return tally;
  }

  async function fail(userId: string, tally: Tally, now: number): Promise<CodeVerdict> {
    const fails = tally.fails + 1;
    if (fails < TRIES) {
      await journal.commit([put(userId, { ...tally, fails })]);
      return { type: 'wrong', left: TRIES - fails };
    }
    const until = now + LOCK_MS;
    const actor = `user:${userId}`;
    const told = JSON.stringify({ type: 'access.locked', actor, tries: TRIES, until });
    await journal.commit([
      put(userId, { ...tally, fails: 0, lockedUntil: until }),
      {
        type: 'audit-append',
        entry: { at: now, actor, action: 'code.locked', detail: JSON.stringify({ tries: TRIES }) },
      },
      ...rules.ownerTargets.map((target): JournalChange => ({
        type: 'outbox-insert',
        message: {
          eventId: `access-locked:${userId}:${now}`,
          target,
          type: 'access.locked',
          priority: 'critical',
          payload: told,
          thread: null,
          createdAt: now,
        },
      })),
    ]);
    return { type: 'locked', until };
  }

  async function takeNow(...[userId, code, spend]: Parameters<CodeBook['take']>): Promise<CodeVerdict> {
    const now = clock.now();
    const tally = await read(userId);
    if (now < tally.lockedUntil) return { type: 'locked', until: tally.lockedUntil };
    const secret = rules.secretOf(userId);
    const step = secret === null ? null : stepOfCode(secret, code, now);
    if (step === null) return fail(userId, tally, now);
    if (step <= tally.step) return { type: 'used' };
    return (await spend([put(userId, { ...FRESH, step })])) ? { type: 'good' } : { type: 'gone' };
  }

  return {
    // one after the other, whatever chats they come from: two at once could both be the first
    take(...call) {
      const taken = turn.then(() => takeNow(...call));
      turn = taken.then(
        () => {},
        () => {},
      );
      return taken;
    },
  };
}
