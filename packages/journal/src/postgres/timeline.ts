/**
 * A server that was promoted counts on from what it had seen, so a number may come to stand for another transaction: it
 * is said together with the server's timeline.
 */
export const TIMELINE = 'left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)';
