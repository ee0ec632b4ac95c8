import type { Pg } from './pool.ts';

/** Loads the driver when a journal on PostgreSQL is opened, and not before. */
export async function loadPg(): Promise<Pg> {
  const { default: pg } = await import('pg');
  return pg;
}
