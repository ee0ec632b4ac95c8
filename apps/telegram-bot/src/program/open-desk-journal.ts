import type { PerpdeskConfig } from '@perpdesk/broker-config';
import { openJournal } from '@perpdesk/journal';
import type { Journal } from '@perpdesk/journal/port';
import { takeDeskLease } from './desk-lease.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

export interface DeskJournalOptions extends ProgramOptions {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
}

/** The journal of the configuration. A file is one desk's by its lock; on a server the desk holds a lease. */
export async function openDeskJournal(
  options: DeskJournalOptions,
): Promise<{ readonly journal: Journal; close(): Promise<void> }> {
  const { config, ports, ballastBytes = 0, onTakenOver = () => {} } = options;
  const { clock, logger, random } = ports;
  const { url, engine, leaseTtlMs } = config.journal;
  const journal = await openJournal(url.reveal(), { now: () => clock.now(), ballastBytes });
  if (engine === 'sqlite') return { journal, close: () => journal.close() };
  try {
    const owner = Buffer.from(random(16)).toString('hex');
    const lease = await takeDeskLease(journal, { clock, logger, owner, ttlMs: leaseTtlMs, onLost: onTakenOver });
    return {
      journal: lease.journal,
      close: () => lease.release().finally(() => journal.close()),
    };
  } catch (error) {
    await journal.close();
    throw error;
  }
}
