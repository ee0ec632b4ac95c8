import type { Clock, Logger } from '@perpdesk/broker-core';
import type { StandInJournal } from '@perpdesk/journal/memory';
import { pumpPlanned } from '../lanes/pump-planned.ts';
import type { Notice } from '../notice.ts';
import { tellAll } from '../relay/tell.ts';
import { pickUp } from './pick-up.ts';
import { RunAbandoned, type Run } from '../run.ts';

export interface JournalWatchOptions {
  readonly journal: StandInJournal;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The run that takes work; `null`: there is none. */
  readonly live: () => Run | null;
  /** What was in memory alone is gone: the journal is to be read anew. */
  readonly onLost: () => void;
}

interface Outage {
  /** Unix ms. */
  readonly since: number;
  readonly code: string;
  isTold: boolean;
}

/**
 * Looks whether the journal can be written: says so once when it cannot, tries again each time it is called, and when it
 * can be written again sees that everything is in it, says that, and lets what waited go on.
 */
export function createJournalWatch({ journal, clock, logger, live, onLost }: JournalWatchOptions): () => void {
  let outage: Outage | null = null;
  let ended: Extract<Notice, { type: 'journal.writable' }> | null = null;
  let isBusy = false;

  async function look(): Promise<void> {
    const state = journal.writeState();
    if (!state.isWritable && outage === null) {
      outage = { since: journal.standing()?.since ?? clock.now(), code: state.code, isTold: false };
      logger.error('the journal cannot be written', { code: state.code });
    }
    if (outage !== null) {
      if (!outage.isTold) await tellOutage(outage);
      await tryAgain(outage);
    }
    if (ended !== null && outage === null) await tellEnd(ended);
  }

  async function tryAgain({ since, code }: Outage): Promise<void> {
    const result = await journal.reconcile();
    const isLost = result.type === 'lost';
    if (result.type === 'unwritable' || (!isLost && !journal.writeState().isWritable)) return;
    outage = null;
    ended = { type: 'journal.writable', code, since, changes: result.changes, isLost };
    logger.info('the journal is written again', { changes: result.changes, isLost });
    if (isLost) onLost();
  }

  async function tellOutage(about: Outage): Promise<void> {
    const run = live();
    if (run === null) return;
    about.isTold = true;
    const { since, code } = about;
    await run.write((w) => tellAll(run, w, `journal.unwritable:${since}`, { type: 'journal.unwritable', code, since }));
  }

  async function tellEnd(notice: NonNullable<typeof ended>): Promise<void> {
    const run = live();
    if (run === null) return;
    ended = null;
    const { code, since, changes, isLost } = notice;
    const detail = JSON.stringify({ code, since, changes, isLost });
    await pickUp(run);
    await run.write((w) => {
      w.add({ type: 'audit-append', entry: { at: clock.now(), actor: 'desk', action: notice.type, detail } });
      tellAll(run, w, `journal.writable:${since}`, notice);
      pumpPlanned(run, w);
    });
  }

  return () => {
    if (isBusy || (outage === null && ended === null && journal.writeState().isWritable)) return;
    isBusy = true;
    void look()
      .catch((error: unknown) => {
        if (!(error instanceof RunAbandoned)) logger.error('the journal could not be looked after', { error });
      })
      .finally(() => {
        isBusy = false;
      });
  };
}
