import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { AuditRow, ConfirmRow, UpdateRow } from '../port/chat-rows.ts';
import type { IntentRow } from '../port/intent-row.ts';
import type { LeaseRow } from '../port/lease-row.ts';
import type { FillRow, LedgerRow, StreamRow } from '../port/ledger-row.ts';
import type { OutboxRow } from '../port/outbox-row.ts';
import type { SignalRow } from '../port/signal-row.ts';

/** Order of writing. */
type Sequenced<Row> = Row & { readonly sequence: Generated<number> };

/** The tables as Kysely sees them: columns are named like the fields of the port's rows. */
export interface JournalTables {
  readonly signals: Sequenced<SignalRow>;
  readonly intents: Sequenced<IntentRow>;
  readonly fills: Sequenced<FillRow>;
  readonly streams: StreamRow;
  readonly ledger: LedgerRow;
  readonly outbox: Sequenced<
    Omit<OutboxRow, 'sequence' | 'maybeDuplicate'> & {
      /** SQLite keeps 0 and 1. */
      readonly maybeDuplicate: ColumnType<boolean | number, boolean, boolean>;
    }
  >;
  readonly updates: UpdateRow;
  readonly confirms: ConfirmRow;
  readonly flags: { readonly name: string; readonly value: string };
  readonly leases: LeaseRow;
  readonly audit: AuditRow;
}

export type Database = Kysely<JournalTables>;
export type JournalTransaction = Transaction<JournalTables>;
