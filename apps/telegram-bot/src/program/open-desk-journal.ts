import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { openJournal } from '@perpdesk/journal';
import type { Journal } from '@perpdesk/journal/port';
import { createDeskLease, type DeskLease } from './desk-lease.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

export interface DeskJournalOptions extends ProgramOptions {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
}

export interface DeskJournal {
  readonly journal: Journal;
  /** Under which it may be driven; `null` for a file, which is one desk's by its lock. */
  readonly lease: DeskLease | null;
  /** Gives the lease back, too. */
  close(): Promise<void>;
}

/** The journal of the configuration. */
export async function openDeskJournal(options: DeskJournalOptions): Promise<DeskJournal> {
  const { config, ports, ballastBytes = 0, journalInThread: inThread = false, onTakenOver = () => {} } = options;
  const { clock, logger, random } = ports;
  const { url, engine, leaseTtlMs } = config.journal;
  const journal = await openJournal(url.reveal(), { now: () => clock.now(), ballastBytes, inThread });
  if (engine === 'sqlite') return { journal, lease: null, close: () => journal.close() };
  const owner = Buffer.from(random(16)).toString('hex');
  const lease = createDeskLease(journal, { clock, logger, owner, ttlMs: leaseTtlMs, onLost: onTakenOver });
  return {
    journal: lease.journal,
    lease,
    close: () => lease.release().finally(() => journal.close()),
  };
}
