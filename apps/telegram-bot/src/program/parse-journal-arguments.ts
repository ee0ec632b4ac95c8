import { EXPORT_TABLES, type ExportFormat, type ExportTable } from '@perpdesk/journal';
import { type JournalSource, SOURCE_OPTIONS, toSource } from './journal-source.ts';
import { readWords, type WordsRead } from './read-words.ts';

export type JournalArguments =
  | {
      readonly command: 'journal-export';
      readonly source: JournalSource;
      readonly format: ExportFormat;
      /** All where none is named. */
      readonly tables: readonly ExportTable[];
      /** `null`: to the terminal. */
      readonly out: string | null;
    }
  | { readonly command: 'journal-backup'; readonly source: JournalSource; readonly file: string }
  | { readonly command: 'journal-check'; readonly source: JournalSource; readonly isJson: boolean }
  | { readonly command: 'help'; readonly about: 'journal' }
  | { readonly command: 'wrong'; readonly detail: string };

/** Reads what stands behind `perpdesk journal`. */
export function parseJournalArguments([verb, ...rest]: readonly string[]): JournalArguments {
  if (verb === undefined) return wrong('journal needs a command: export, backup or check.');
  if (verb !== 'export' && verb !== 'backup' && verb !== 'check') return wrong(`There is no command journal ${verb}.`);
  const own = verb === 'export' ? ['--format', '--table', '--out'] : [];
  const given = readWords(rest, { flags: verb === 'check' ? ['--json'] : [], values: [...own, ...SOURCE_OPTIONS] });
  if (!given.ok) return wrong(given.detail);
  const source = toSource(given);
  if (typeof source === 'string') return wrong(source);
  if (verb === 'export') return toExport(given, source);
  if (verb === 'backup') return toBackup(given, source);
  if (given.rest[0] !== undefined) return wrong(`check takes options alone; ${given.rest[0]} is none.`);
  return { command: 'journal-check', source, isJson: given.flags.has('--json') };
}

type Read = Extract<WordsRead, { readonly ok: true }>;

function toExport({ values, rest }: Read, source: JournalSource): JournalArguments {
  if (rest[0] !== undefined)
    return wrong(`export takes options alone; ${rest[0]} is none. A file is named with --out.`);
  const format = values.get('--format') ?? 'jsonl';
  if (format !== 'jsonl' && format !== 'csv') return wrong('--format is jsonl or csv.');
  const name = values.get('--table');
  const table = EXPORT_TABLES.find((known) => known === name);
  if (name !== undefined && table === undefined) return wrong(`--table is one of ${EXPORT_TABLES.join(', ')}.`);
  if (format === 'csv' && table === undefined) return wrong('CSV holds one table: name it with --table.');
  const out = values.get('--out') ?? null;
  return { command: 'journal-export', source, format, tables: table === undefined ? EXPORT_TABLES : [table], out };
}

function toBackup({ rest }: Read, source: JournalSource): JournalArguments {
  const [file, more] = rest;
  if (file === undefined) return wrong('backup needs a file that is not there yet.');
  if (more !== undefined) return wrong('backup takes one file.');
  return { command: 'journal-backup', source, file };
}

function wrong(detail: string): JournalArguments {
  return { command: 'wrong', detail };
}
