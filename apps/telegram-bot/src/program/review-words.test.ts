import { describe, expect, test } from 'vitest';
import { EXPORT_TABLES } from '@perpdesk/journal';
import { parseArguments } from './parse-arguments.ts';
import { parseSince, sinceAt } from './since.ts';

const source = { configPath: null, url: null };
const list = { command: 'signals-list', source, route: null, state: null, since: null, limit: 20, isJson: false };

describe('commands that read a journal', () => {
  test.each([
    ['signals list', list],
    [
      'signals list --route trend --state=held --since 2h --limit 5 --json',
      { ...list, route: 'trend', state: 'held', since: { type: 'span', ms: 7_200_000 }, limit: 5, isJson: true },
    ],
    ['signals list --config a.yaml', { ...list, source: { configPath: 'a.yaml', url: null } }],
    ['signals list --journal sqlite:a.db', { ...list, source: { configPath: null, url: 'sqlite:a.db' } }],
    ['signals show abc', { command: 'signals-show', source, id: 'abc', isJson: false }],
    ['signals replay a --dry-run', { command: 'signals-replay', source, from: 'a', to: 'a', isJson: false }],
    ['signals replay a..b --json --dry-run', { command: 'signals-replay', source, from: 'a', to: 'b', isJson: true }],
    ['journal export', { command: 'journal-export', source, format: 'jsonl', tables: EXPORT_TABLES, out: null }],
    [
      'journal export --format csv --table fills --out f.csv',
      { command: 'journal-export', source, format: 'csv', tables: ['fills'], out: 'f.csv' },
    ],
    ['journal backup b.db', { command: 'journal-backup', source, file: 'b.db' }],
    ['journal check --json', { command: 'journal-check', source, isJson: true }],
  ])('%s', (words, expected) => {
    expect(parseArguments(words.split(' '))).toEqual(expected);
  });

  test.each([
    ['signals list trend', 'list takes options alone; trend is none.'],
    ['signals list --state lost', '--state is one of accepted, refused, held, planned, done.'],
    [
      'signals list --since yesterday',
      '--since is a span such as 30m, 12h or 7d, or a time such as 2026-11-22T07:00Z.',
    ],
    ['signals list --limit 0', '--limit is a whole number from 1 to 100000.'],
    ['signals list --limit 1e3', '--limit is a whole number from 1 to 100000.'],
    ['signals list --limit', '--limit needs a value.'],
    ['signals list --limit --json', '--limit needs a value.'],
    ['signals list --limit 1 --limit 2', '--limit is given twice.'],
    ['signals list --journal perpdesk.db', '--journal is sqlite:FILE or postgres://….'],
    ['signals show', 'show needs the id of a signal.'],
    ['signals show a b', 'show takes one id.'],
    ['signals show a --verbose', '--verbose is not understood.'],
    ['signals replay', 'replay needs the id of a signal, or FROM..TO.'],
    ['signals replay a..', 'a.. is no id and no range FROM..TO.'],
    ['signals replay ..b --dry-run', '..b is no id and no range FROM..TO.'],
    ['signals replay a', 'replay only ever runs dry: it sends nothing and writes nothing. Say so with --dry-run.'],
    [
      'signals replay a --dry-run --journal sqlite:a.db',
      'replay plans by the routes of a configuration: name it with --config beside --journal.',
    ],
    ['journal', 'journal needs a command: export, backup or check.'],
    ['journal repair', 'There is no command journal repair.'],
    ['journal export --format xml', '--format is jsonl or csv.'],
    ['journal export --format csv', 'CSV holds one table: name it with --table.'],
    ['journal export --table orders', `--table is one of ${EXPORT_TABLES.join(', ')}.`],
    ['journal export f.jsonl', 'export takes options alone; f.jsonl is none. A file is named with --out.'],
    ['journal backup', 'backup needs a file that is not there yet.'],
    ['journal check a.db', 'check takes options alone; a.db is none.'],
  ])('%s is answered in one line', (words, detail) => {
    expect(parseArguments(words.split(' '))).toEqual({ command: 'wrong', detail });
  });
});

describe('since when', () => {
  const now = Date.UTC(2026, 10, 22, 7, 0, 0);
  test.each([
    ['30s', now - 30_000],
    ['12h', now - 43_200_000],
    ['7d', now - 604_800_000],
    ['2026-11-22', Date.UTC(2026, 10, 22)],
    ['2026-11-22T06:30', Date.UTC(2026, 10, 22, 6, 30)],
    ['2026-11-22 06:30:15', Date.UTC(2026, 10, 22, 6, 30, 15)],
    ['2026-11-22T06:30:15.250Z', Date.UTC(2026, 10, 22, 6, 30, 15, 250)],
    ['2026-11-22T06:30+02:00', Date.UTC(2026, 10, 22, 4, 30)],
  ])('%s', (text, at) => {
    const since = parseSince(text);
    expect(since === null ? null : sinceAt(since, now)).toBe(at);
  });

  test.each(['', 'now', '5', '5w', '-5h', '2026-13-40', '2026-11-22T25:00', '22.11.2026'])('%j is none', (text) => {
    expect(parseSince(text)).toBeNull();
  });
});
