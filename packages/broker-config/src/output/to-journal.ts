import { isAbsolute, join } from 'node:path';
import type { JournalConfig } from '../perpdesk-config.ts';
import type { ConfigInput } from '../schema/config-schema.ts';
import { createSecret } from '../secret.ts';

const SQLITE = 'sqlite:';
/** Where paper accounts lie beside a journal that is no file. */
const DEFAULT_FILE = 'perpdesk.db';

/** `folder` is where relative paths start. */
export function toJournal({ url, retention, leaseTtl }: ConfigInput['journal'], folder: string): JournalConfig {
  const times = { retentionMs: retention, leaseTtlMs: leaseTtl };
  if (!url.startsWith(SQLITE)) {
    const { hostname, port, pathname } = new URL(url);
    const label = `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`;
    return { engine: 'postgres', url: createSecret(url), label, file: join(folder, DEFAULT_FILE), ...times };
  }
  const named = url.slice(SQLITE.length);
  const file = isAbsolute(named) ? named : join(folder, named);
  return { engine: 'sqlite', url: createSecret(`${SQLITE}${file}`), label: file, file, ...times };
}
