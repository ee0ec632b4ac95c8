import { existsSync } from 'node:fs';
import type { BrokerConfig, PerpdeskConfig } from '@perpdesk/broker-config';
import { BrokerError } from '@perpdesk/broker-core';
import { openJournal } from '@perpdesk/journal';
import type { Journal } from '@perpdesk/journal/port';
import { findUnheard, rebuildAccount, rebuildChanges, rebuildSeal, type RebuiltAccount } from '@perpdesk/signals';
import { plural } from '../format/plural.ts';
import { createConfiguredBroker, createRegistry, sqlitePaperStores } from '../program/create-brokers.ts';
import type { Finding } from '../program/finding.ts';
import { openDeskJournal } from '../program/open-desk-journal.ts';
import type { RecoverArguments } from '../program/parse-recover-arguments.ts';
import { ProgramError } from '../program/program-error.ts';
import type { ProgramOptions, ProgramPorts } from '../program/program-ports.ts';
import { lostLines, sideLines } from './side-lines.ts';
import { streamCandidates } from './stream-candidates.ts';

const DAY_MS = 86_400_000;
const TIMEOUT_MS = 120_000;
const ACTOR = 'recover';

export interface RecoverOptions extends Pick<ProgramOptions, 'factories' | 'feedFor'> {
  readonly config: PerpdeskConfig;
  readonly ports: ProgramPorts;
  readonly given: Pick<Extract<RecoverArguments, { readonly command: 'recover' }>, 'days' | 'strategies' | 'isWriting'>;
}

/**
 * `perpdesk recover`: tells from the exchange alone what each strategy owns. With `isWriting` the ledger of the journal,
 * which may be a new one, becomes what is proven, and the desk is paused until somebody resumes. Places and cancels nothing.
 *
 * @throws {JournalError} `held` while the desk runs; {@link ProgramError} while a desk on PostgreSQL does.
 */
export async function recoverDesk(options: RecoverOptions): Promise<readonly Finding[]> {
  const { config, ports, given } = options;
  const opened = given.isWriting ? await openToWrite(options) : await openToRead(config);
  try {
    const findings: Finding[] = [];
    let written = 0;
    for (const account of config.brokers.filter(({ isEnabled }) => isEnabled)) {
      const read = await readAccount(account, options).catch((error: unknown) => {
        if (!BrokerError.is(error)) throw error;
        findings.push({ level: 'fault', line: `${account.id}: ${error.message}` });
        return null;
      });
      if (read === null) continue;
      const { sides, fills } = read;
      const { streams, ledger } = (await opened.journal?.readLedger()) ?? { streams: [], ledger: [] };
      const names = streamCandidates(config, [...new Set(sides.map(({ symbol }) => symbol))], given.strategies);
      const context = { brokerId: account.id, days: given.days, streams, ledger, names };
      const lines = [...sides.flatMap((side) => sideLines(side, context)), ...lostLines(sides, context)];
      findings.push(...(lines.length > 0 ? lines : [{ level: 'fine' as const, line: `${account.id}: flat` }]));
      if (given.isWriting && opened.journal !== null) {
        const unheard = await findUnheard(opened.journal, account.id, fills);
        written += await write(opened.journal, account.id, { sides, streams, ledger, unheard, names }, ports);
      }
    }
    return [...findings, summary(findings, written, given.isWriting)];
  } finally {
    await opened.close();
  }
}

interface Opened {
  /** `null`: there is none. */
  readonly journal: Journal | null;
  close(): Promise<void>;
}

async function openToRead({ journal: { url } }: PerpdeskConfig): Promise<Opened> {
  const text = url.reveal();
  const path = text.startsWith('sqlite:') ? text.slice('sqlite:'.length) : null;
  if (path !== null && !existsSync(path)) return { journal: null, close: () => Promise.resolve() };
  const journal = await openJournal(text, { readOnly: true });
  return { journal, close: () => journal.close() };
}

async function openToWrite({ config, ports }: RecoverOptions): Promise<Opened> {
  const { journal, lease, close } = await openDeskJournal({ config, ports });
  if (lease !== null && !(await lease.tryTake())) {
    await close();
    throw new ProgramError('The desk runs: stop it before its journal is written.');
  }
  return { journal, close };
}

async function readAccount(
  account: BrokerConfig,
  { config, ports, given, factories, feedFor }: RecoverOptions,
): Promise<RebuiltAccount> {
  const storeFor = sqlitePaperStores(config.journal.file);
  const sources = {
    storeFor,
    ...(factories === undefined ? {} : { factories }),
    ...(feedFor === undefined ? {} : { feedFor }),
  };
  const broker = createConfiguredBroker(await createRegistry([account], sources), account, ports);
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    await broker.connect({ abortSignal });
    const fromAt = (await broker.getServerTime({ abortSignal })) - given.days * DAY_MS;
    return await rebuildAccount(broker, { fromAt, abortSignal });
  } finally {
    await broker.close().catch(() => {});
  }
}

async function write(
  journal: Journal,
  brokerId: string,
  evidence: Omit<Parameters<typeof rebuildChanges>[0], 'brokerId'>,
  { clock }: ProgramPorts,
): Promise<number> {
  const changes = rebuildChanges({ brokerId, ...evidence });
  const rows = changes.flatMap((change) => (change.type === 'ledger-put' ? [change.row] : []));
  const detail = JSON.stringify({ brokerId, ledger: rows.map(({ stream, owned }) => ({ stream, owned })) });
  const result = await journal.commit([...changes, ...rebuildSeal(ACTOR, clock.now(), detail)]);
  if (!result.ok) throw new ProgramError(`The journal of ${brokerId} changed meanwhile: run recover again.`);
  return rows.length;
}

function summary(findings: readonly Finding[], written: number, isWriting: boolean): Finding {
  if (isWriting) {
    return { level: 'fine', line: `${plural(written, 'part')} written. The desk is paused: look at it, then /resume.` };
  }
  const differs = findings.some(({ level }) => level !== 'fine');
  return differs
    ? { level: 'warning', line: 'Nothing was written. Stop the desk and add --write to put this into its journal.' }
    : { level: 'fine', line: 'The journal says the same as the exchange.' };
}
