import { join } from 'node:path';
import { exportJournal } from '@perpdesk/journal';
import type {
  ConfirmRow,
  FillRow,
  IntentRow,
  LedgerRow,
  OutboxRow,
  SignalRow,
  StreamRow,
} from '@perpdesk/journal/port';
import { createTestDatabase } from '@perpdesk/journal/testing';

export const DATABASES = ['sqlite', 'postgres'] as const;
export type Database = (typeof DATABASES)[number];

/** All rows of a journal, each table in order of writing; those of the chat without what people wrote. */
export interface JournalRows {
  readonly signals: readonly SignalRow[];
  readonly intents: readonly IntentRow[];
  readonly fills: readonly FillRow[];
  readonly streams: readonly StreamRow[];
  readonly ledger: readonly LedgerRow[];
  readonly outbox: readonly OutboxRow[];
  readonly updates: readonly { readonly state: string }[];
  readonly confirms: readonly Omit<ConfirmRow, 'nonce'>[];
  readonly flags: readonly { readonly name: string; readonly value: string }[];
}

/** A journal that is read beside the desk that writes it. */
export interface JournalPlace {
  /** For the configuration. */
  readonly url: string;
  /** Of one moment. @throws {JournalError} where there is none yet. */
  read(): Promise<JournalRows>;
  /** A desk that was killed has its lease no more; else the next one waits for what is left of it. */
  freeLease(): Promise<void>;
  /** As `perpdesk journal export` puts it out. */
  export(): AsyncIterable<string>;
}

export async function createJournalPlace(database: Database, folder: string): Promise<JournalPlace> {
  const server = database === 'postgres' ? await createTestDatabase() : null;
  const url = server?.url ?? `sqlite:${join(folder, 'perpdesk.db')}`;
  const lines = () => exportJournal(url, { format: 'jsonl' });
  return {
    url,
    async read() {
      const tables: Record<keyof JournalRows, object[]> = {
        signals: [],
        intents: [],
        fills: [],
        streams: [],
        ledger: [],
        outbox: [],
        updates: [],
        confirms: [],
        flags: [],
      };
      for await (const line of lines()) {
        const { table, ...row } = JSON.parse(line) as { readonly table: string };
        if (table in tables) tables[table as keyof JournalRows].push(row);
      }
      return tables as unknown as JournalRows;
    },
    async freeLease() {
      // the first desk may have died before it made the tables
      await server?.query('update "leases" set "expiresAt" = 0').catch(() => {});
    },
    export: lines,
  };
}
