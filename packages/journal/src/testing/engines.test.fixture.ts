import { sql } from 'kysely';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryJournal } from '../memory/index.ts';
import type { Journal } from '../port/journal.ts';
import { openPostgresWithInternals } from '../postgres/open-postgres-journal.ts';
import { openSqliteJournal } from '../sqlite/open-sqlite-journal.ts';
import { NO_POSTGRES } from './postgres/find-server.ts';
import { createTestDatabase } from './postgres/shared-server.ts';

/** An empty store of one engine. */
export interface TestStore {
  /** `null` where nothing is kept. */
  readonly url: string | null;
  /** With what `open` opens it, but for the clock. */
  readonly options: { readonly inThread: boolean };
  open(): Promise<Journal>;
  remove(): void;
}

export interface TestEngine {
  readonly name: string;
  /** Why it cannot run here. */
  readonly missing: string | null;
  /** `now` stands in for every clock, the database's too. */
  readonly create: (now: () => number) => Promise<TestStore>;
}

const nothing = () => {};
const PLAIN = { inThread: false };

export const TEST_ENGINES: readonly TestEngine[] = [
  {
    name: 'memory',
    missing: null,
    create: async (now) => ({
      url: null,
      options: PLAIN,
      open: async () => createMemoryJournal({ now }),
      remove: nothing,
    }),
  },
  { name: 'sqlite', missing: null, create: createSqliteStore(false) },
  { name: 'sqlite in a thread', missing: null, create: createSqliteStore(true) },
  {
    name: 'postgres',
    missing: NO_POSTGRES,
    async create(now) {
      const { url } = await createTestDatabase();
      const serverNow = () => sql<number>`${now()}::bigint`;
      return {
        url,
        options: PLAIN,
        open: () => openPostgresWithInternals({ url, now }, { serverNow }),
        remove: nothing,
      };
    },
  },
];

function createSqliteStore(inThread: boolean): TestEngine['create'] {
  return async (now) => {
    const folder = mkdtempSync(join(tmpdir(), 'perpdesk-journal-'));
    const path = join(folder, 'perpdesk.db');
    return {
      url: `sqlite:${path}`,
      options: { inThread },
      open: () => openSqliteJournal({ path, now, inThread }),
      remove: () => rmSync(folder, { recursive: true }),
    };
  };
}

/** The engine's name for a suite, with the reason where it is skipped. */
export function suiteName({ name, missing }: TestEngine): string {
  return missing === null ? name : `${name} (${missing})`;
}
