const SQLITE = 'sqlite:';
const POSTGRES = /^postgres(ql)?:\/\//;

export function isPostgresUrl(url: string): boolean {
  return POSTGRES.test(url);
}

/** @throws {TypeError} for a URL of another kind. */
export function sqlitePath(url: string): string {
  const path = url.slice(SQLITE.length);
  if (url.startsWith(SQLITE) && path !== '') return path;
  throw new TypeError('A journal is named sqlite:FILE or postgres://user:password@host:port/database.');
}
