import * as z from 'zod';
import { readAs } from '../book/read-as.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellAll } from '../relay/tell.ts';
import { isAccountOut } from '../faults/leave-out.ts';
import { checkWork } from '../faults/work-failed.ts';
import type { BrokerNotice } from '../broker-notice.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';

/** Shorter losses are not told. */
const TOLD_AFTER_MS = 30_000;

/** What an account lacks: all of it, or what it missed cannot be read. */
type About = 'connection' | 'past';

interface Lack {
  readonly about: About;
  /** Ms of the clock. */
  readonly since: number;
  /** Of whatever lacked before without a break, too. */
  readonly beganAt: number;
  /** What was told last. */
  readonly told: About | null;
}

/** Before the account's name, in the flag of one that is told to lack something: whichever life it ends in tells that. */
const AWAY = 'account-away:';
const awaySchema = z.object({ about: z.enum(['connection', 'past']), beganAt: z.number() });

/** What an earlier life has told. */
function lackBefore(run: Run, brokerId: string): readonly (readonly [string, Lack])[] {
  const kept = readAs(awaySchema, run.book.flags.get(`${AWAY}${brokerId}`) ?? '');
  if (kept === null) return [];
  const { about, beganAt } = kept;
  return [[brokerId, { about, since: beganAt, beganAt, told: about }]];
}

/**
 * Tells when an account has been away for half a minute, or what it missed could not be read for as long; and when it is back,
 * and what happened meanwhile was read.
 */
export function createReadinessWatch(run: Run): () => void {
  const lacks = new Map(run.manager.ids.flatMap((id) => lackBefore(run, id)));
  const tell = (notice: BrokerNotice, lack: Lack | null): void => {
    const { brokerId } = notice.account;
    const eventId = `${notice.type}:${brokerId}:${run.newId()}`;
    const kept = lack === null ? null : JSON.stringify({ about: lack.about, beganAt: lack.beganAt });
    run.spawn(() =>
      run.write(
        (w) => {
          tellAll(run, w, eventId, notice);
          w.add({ type: 'flag-put', name: `${AWAY}${brokerId}`, value: kept });
        },
        checkWork(sentence('check-away')),
      ),
    );
  };
  const lookAtLack = (brokerId: string, about: About): void => {
    const before = lacks.get(brokerId);
    const now = run.now();
    const isSame = before?.about === about;
    // what was begun before the clock was set back is counted from now on
    const since = isSame ? Math.min(before.since, now) : now;
    const lack = { about, since, beganAt: Math.min(before?.beganAt ?? now, now), told: before?.told ?? null };
    lacks.set(brokerId, lack);
    if (now - lack.since < TOLD_AFTER_MS || lack.told === about) return;
    lacks.set(brokerId, { ...lack, told: about });
    if (lack.told === null) run.notes.missedFills.delete(brokerId);
    const account = accountTag(run, brokerId);
    if (about === 'past') {
      const detail = sentence('past-unread', { why: run.notes.pastRefused.get(brokerId) ?? sentence('nothing-read') });
      return tell({ type: 'broker.disconnected', about, account, detail }, lack);
    }
    const detail = run.view(brokerId).health().lastError ?? sentence('not-connected');
    tell({ type: 'broker.disconnected', account, detail }, lack);
  };
  const lookAtReady = (brokerId: string): void => {
    const lack = lacks.get(brokerId);
    if (lack === undefined) return;
    // what was missed is being read; a gap meanwhile has it read again
    if (lack.told !== null && !run.notes.recovered.has(brokerId) && !isAccountOut(run, brokerId)) return;
    lacks.delete(brokerId);
    if (lack.told === null) return;
    const notice = {
      type: 'broker.connected',
      ...(lack.told === 'past' ? { about: lack.told } : {}),
      account: accountTag(run, brokerId),
      awayMs: Math.max(0, run.now() - lack.beganAt),
      missedFills: run.notes.missedFills.get(brokerId) ?? 0,
    } as const;
    tell(notice, null);
  };
  return () => {
    for (const brokerId of run.manager.ids) {
      if (!run.view(brokerId).isReady) lookAtLack(brokerId, 'connection');
      else if (run.notes.reducing.has(brokerId)) lookAtLack(brokerId, 'past');
      else lookAtReady(brokerId);
    }
  };
}
