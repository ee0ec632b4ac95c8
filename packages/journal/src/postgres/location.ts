/** Where a PostgreSQL journal is, for people: host and database, without user and password. */
export function locationOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
  } catch {
    return 'on PostgreSQL';
  }
}
