/** What makes orders of alerts, on which database. The first is what all are held against. */
export const HANDLERS = {
  'bare-sqlite': { title: 'bare handler, SQLite', program: false, database: 'sqlite' },
  'perpdesk-sqlite': { title: '**Perpdesk, SQLite**', program: true, database: 'sqlite' },
  'bare-postgres': { title: 'bare handler, PostgreSQL', program: false, database: 'postgres' },
  'perpdesk-postgres': { title: '**Perpdesk, PostgreSQL**', program: true, database: 'postgres' },
} as const;
export type HandlerName = keyof typeof HANDLERS;
export const HANDLER_NAMES: readonly HandlerName[] = [
  'bare-sqlite',
  'perpdesk-sqlite',
  'bare-postgres',
  'perpdesk-postgres',
];

/** The bare handler on the same database. */
export function baseOf(name: HandlerName): HandlerName {
  return HANDLERS[name].database === 'sqlite' ? 'bare-sqlite' : 'bare-postgres';
}
