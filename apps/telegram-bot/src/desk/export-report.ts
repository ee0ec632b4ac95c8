import { sleep, type Environment, type Income } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { FillRow } from '@perpdesk/journal/port';
import { exportTexts } from '../language/texts/export.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readExportRange, type ExportRange } from './export-range.ts';
import { readIntents, streamOf } from './own-fills.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

export const EXPORT_TABLES = ['fills', 'bookings', 'funding'] as const;
export type ExportTable = (typeof EXPORT_TABLES)[number];

interface Of {
  readonly brokerId: string;
  readonly environment: Environment;
}

/** An execution that the desk heard of. */
export type ExportedFill = FillRow &
  Of & {
    /** Of whose order; `null`: none of the desk's. */
    readonly stream: string | null;
  };

/** What an exchange booked on the account's wallet. */
export type ExportedBooking = Income & Of;

export interface ExportReport {
  readonly range: ExportRange;
  readonly accounts: readonly Of[];
  /** Oldest first; `null`: not asked for. */
  readonly fills: readonly ExportedFill[] | null;
  /** Oldest first; `null`: not asked for. */
  readonly bookings: readonly ExportedBooking[] | null;
  readonly isFundingOnly: boolean;
  /** Accounts whose exchange did not tell its bookings. */
  readonly unread: readonly Of[];
  /** There is more of it: only the newest rows are in it. */
  readonly isCut: { readonly fills: boolean; readonly bookings: boolean };
}

/** Rows of one table: as many as are made in a moment. */
export const MOST_ROWS = 10_000;
/** A history comes in pages. */
const PATIENCE_MS = 20_000;
const USUAL = '30d';

const toOf = ({ brokerId, environment }: AccountView): Of => ({ brokerId, environment });

async function readFills(
  { journal }: DeskContext,
  views: readonly AccountView[],
  { fromAt, untilAt }: ExportRange,
): Promise<readonly ExportedFill[]> {
  const newest = MOST_ROWS + 1;
  const range = { venueFrom: fromAt, venueTo: untilAt, newest };
  const rows = await Promise.all(
    views.map(async (view) =>
      (await journal.listFills({ brokerId: view.brokerId, ...range })).map((row) => ({ ...row, ...toOf(view) })),
    ),
  );
  const inRange = rows.flat();
  const intents = await readIntents(
    journal,
    inRange.flatMap(({ intentId }) => (intentId === null ? [] : [intentId])),
  );
  return inRange
    .map((row) => ({ ...row, stream: streamOf(row, intents.get(row.intentId ?? '')) }))
    .toSorted((a, b) => a.venueAt - b.venueAt);
}

/** `null`: the exchange did not tell, or not in time. */
async function readBookings(
  { manager, clock }: DeskContext,
  view: AccountView,
  range: ExportRange,
): Promise<readonly ExportedBooking[] | null> {
  const over = new AbortController();
  const limit = sleep(clock, PATIENCE_MS, over.signal).then(() => null);
  try {
    const reading = manager.get(view.brokerId).getIncome({ ...range, abortSignal: over.signal });
    const booked = await Promise.race([reading, limit]);
    return booked?.map((it) => ({ ...it, ...toOf(view) })) ?? null;
  } catch {
    return null;
  } finally {
    over.abort();
  }
}

/** Reads `[fills|bookings|funding] [range] [@account]`. */
export async function reportExport(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<ExportReport>> {
  const words = parseWords(text.toLowerCase(), visibleAccounts(context, user));
  const table = EXPORT_TABLES.find((it) => words.rest.includes(it)) ?? null;
  const [typed = USUAL, ...extra] = words.rest.filter((word) => word !== table);
  const range = readExportRange(typed, context.clock.now());
  if (range === null || extra.length > 0) return refuse('usage', ({ say }) => say(exportTexts).usage);
  const accounts = resolveAccounts(context, user, words.account);
  if (!accounts.ok) return accounts;
  const views = accounts.value;
  const [fills, booked] = await Promise.all([
    table === null || table === 'fills' ? readFills(context, views, range) : null,
    table === 'fills'
      ? null
      : Promise.all(views.map(async (view) => ({ view, rows: await readBookings(context, view, range) }))),
  ]);
  const bookings =
    booked
      ?.flatMap(({ rows }) => rows ?? [])
      .filter(({ type }) => table !== 'funding' || type === 'funding')
      .toSorted((a, b) => a.venueAt - b.venueAt) ?? null;
  return accept({
    range,
    accounts: views.map(toOf),
    fills: fills?.slice(-MOST_ROWS) ?? null,
    bookings: bookings?.slice(-MOST_ROWS) ?? null,
    isFundingOnly: table === 'funding',
    unread: booked?.flatMap(({ view, rows }) => (rows === null ? [toOf(view)] : [])) ?? [],
    isCut: { fills: (fills?.length ?? 0) > MOST_ROWS, bookings: (bookings?.length ?? 0) > MOST_ROWS },
  });
}
