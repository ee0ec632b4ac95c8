import { sql } from 'kysely';
import { EXPORT_TABLES, type ExportTable } from '../export/export-columns.ts';
import { openReader } from '../export/open-reader.ts';
import { isPostgresUrl } from '../journal-url.ts';
import { verifyAudit } from '../port/audit-chain.ts';
import type { AuditRow } from '../port/chat-rows.ts';
import { MIGRATIONS } from '../sql/migrations.ts';
import type { JournalTransaction } from '../sql/tables.ts';

export interface JournalCheck {
  readonly engine: 'sqlite' | 'postgres';
  /** Of the schema; a journal of another version is not checked, but refused. */
  readonly version: number;
  readonly rows: Readonly<Record<ExportTable, number>>;
  /** One sentence each; none: it is sound. */
  readonly findings: readonly string[];
}

/**
 * Reads a journal through and says what is wrong with it, beside the program that writes it: damage of the file, rows that
 * point to none, a broken audit chain.
 *
 * @throws {JournalError} as `openJournal` with `readOnly`: `newer-version`; `read-only` for an older version; `corrupt`
 * where nothing can be read at all.
 */
export async function checkJournal(url: string): Promise<JournalCheck> {
  const engine = isPostgresUrl(url) ? 'postgres' : 'sqlite';
  await using reader = await openReader(url);
  const counts: [ExportTable, number][] = [];
  for (const table of EXPORT_TABLES) counts.push([table, await countRows(reader.rows, table)]);
  return {
    engine,
    version: MIGRATIONS.length,
    rows: toRecord(counts),
    findings: [
      ...(engine === 'sqlite' ? await findDamage(reader.rows) : []),
      ...(await findOrphans(reader.rows)),
      ...(await findBrokenChain(reader.rows)),
    ],
  };
}

async function countRows(from: JournalTransaction, table: ExportTable): Promise<number> {
  const { rows } = await sql<{ readonly n: number | string }>`select count(*) as n from ${sql.table(table)}`.execute(
    from,
  );
  return Number.parseInt(`${rows[0]?.n ?? 0}`, 10);
}

async function findDamage(from: JournalTransaction): Promise<readonly string[]> {
  const { rows } = await sql<{ readonly integrity_check: string }>`pragma integrity_check(20)`.execute(from);
  return rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok');
}

/** What the schema's foreign keys forbid; a file that was written without them may hold it. */
async function findOrphans(from: JournalTransaction): Promise<readonly string[]> {
  const intents = await from
    .selectFrom('intents')
    .select('id')
    .where('signalId', 'not in', from.selectFrom('signals').select('id'))
    .execute();
  const fills = await from
    .selectFrom('fills')
    .select(['symbol', 'tradeId'])
    .where('intentId', 'is not', null)
    .where('intentId', 'not in', from.selectFrom('intents').select('id'))
    .execute();
  return [
    ...intents.map(({ id }) => `The intent ${id} belongs to no signal.`),
    ...fills.map(({ symbol, tradeId }) => `The fill ${tradeId} of ${symbol} belongs to no intent.`),
  ];
}

async function findBrokenChain(from: JournalTransaction): Promise<readonly string[]> {
  const rows: readonly AuditRow[] = await from.selectFrom('audit').selectAll().orderBy('sequence').execute();
  const verdict = verifyAudit(rows);
  return verdict.ok ? [] : [`The audit chain is broken at row ${verdict.sequence}.`];
}

function toRecord(counts: readonly (readonly [ExportTable, number])[]): Readonly<Record<ExportTable, number>> {
  const of = (table: ExportTable): number => counts.find(([name]) => name === table)?.[1] ?? 0;
  return {
    signals: of('signals'),
    intents: of('intents'),
    fills: of('fills'),
    streams: of('streams'),
    ledger: of('ledger'),
    outbox: of('outbox'),
    updates: of('updates'),
    confirms: of('confirms'),
    flags: of('flags'),
    leases: of('leases'),
    audit: of('audit'),
  };
}
