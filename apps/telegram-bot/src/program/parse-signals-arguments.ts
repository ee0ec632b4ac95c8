import { SIGNAL_STATES, type SignalState } from '@perpdesk/journal/port';
import { ROUTE_DIALECTS, ROUTE_MODES, modesOf, type LintForm } from '@perpdesk/signals';
import { type JournalSource, SOURCE_OPTIONS, toSource } from './journal-source.ts';
import type { RouteForm } from './lint-form.ts';
import { readWords, type WordRules, type WordsRead } from './read-words.ts';
import { parseSince, type Since } from './since.ts';

export type SignalsArguments =
  | { readonly command: 'lint'; readonly file: string; readonly form: LintForm | RouteForm }
  | {
      readonly command: 'signals-list';
      readonly source: JournalSource;
      readonly route: string | null;
      readonly state: SignalState | null;
      readonly since: Since | null;
      readonly limit: number;
      readonly isJson: boolean;
    }
  | { readonly command: 'signals-show'; readonly source: JournalSource; readonly id: string; readonly isJson: boolean }
  | {
      readonly command: 'signals-replay';
      readonly source: JournalSource;
      readonly from: string;
      /** The same as `from` for one. */
      readonly to: string;
      readonly isJson: boolean;
    }
  | { readonly command: 'help'; readonly about: 'signals' }
  | { readonly command: 'wrong'; readonly detail: string };

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100_000;

/** Reads what stands behind `perpdesk signals`. */
export function parseSignalsArguments([verb, ...rest]: readonly string[]): SignalsArguments {
  switch (verb) {
    case undefined:
      return wrong('signals needs a command: list, show, replay or lint.');
    case 'list':
      return read(rest, { flags: ['--json'], values: ['--route', '--state', '--since', '--limit'] }, toList);
    case 'show':
      return read(rest, { flags: ['--json'] }, toShow);
    case 'replay':
      return read(rest, { flags: ['--json', '--dry-run'] }, toReplay);
    case 'lint':
      return parseLint(rest);
    default:
      return wrong(`There is no command signals ${verb}.`);
  }
}

type Read = Extract<WordsRead, { readonly ok: true }>;

function read(
  words: readonly string[],
  { flags = [], values = [] }: WordRules,
  to: (given: Read, source: JournalSource) => SignalsArguments,
): SignalsArguments {
  const given = readWords(words, { flags, values: [...values, ...SOURCE_OPTIONS] });
  if (!given.ok) return wrong(given.detail);
  const source = toSource(given);
  return typeof source === 'string' ? wrong(source) : to(given, source);
}

function toList({ flags, values, rest }: Read, source: JournalSource): SignalsArguments {
  if (rest[0] !== undefined) return wrong(`list takes options alone; ${rest[0]} is none.`);
  const wished = values.get('--state');
  const state = SIGNAL_STATES.find((known) => known === wished) ?? null;
  if (wished !== undefined && state === null) return wrong(`--state is one of ${SIGNAL_STATES.join(', ')}.`);
  const sinceText = values.get('--since');
  const since = sinceText === undefined ? null : parseSince(sinceText);
  if (sinceText !== undefined && since === null) {
    return wrong('--since is a span such as 30m, 12h or 7d, or a time such as 2026-11-22T07:00Z.');
  }
  const limitText = values.get('--limit') ?? `${DEFAULT_LIMIT}`;
  const limit = /^[1-9]\d{0,5}$/.test(limitText) ? Number.parseInt(limitText, 10) : 0;
  if (limit < 1 || limit > MAX_LIMIT) return wrong(`--limit is a whole number from 1 to ${MAX_LIMIT}.`);
  const route = values.get('--route') ?? null;
  return { command: 'signals-list', source, route, state, since, limit, isJson: flags.has('--json') };
}

function toShow({ flags, rest }: Read, source: JournalSource): SignalsArguments {
  const [id, more] = rest;
  if (id === undefined) return wrong('show needs the id of a signal.');
  if (more !== undefined) return wrong('show takes one id.');
  return { command: 'signals-show', source, id, isJson: flags.has('--json') };
}

function toReplay({ flags, rest }: Read, source: JournalSource): SignalsArguments {
  const [what, more] = rest;
  if (what === undefined) return wrong('replay needs the id of a signal, or FROM..TO.');
  if (more !== undefined) return wrong('replay takes one id or one range FROM..TO.');
  const [from = '', to = from, third] = what.split('..');
  if (from === '' || to === '' || third !== undefined) return wrong(`${what} is no id and no range FROM..TO.`);
  if (!flags.has('--dry-run')) {
    return wrong('replay only ever runs dry: it sends nothing and writes nothing. Say so with --dry-run.');
  }
  if (source.url !== null && source.configPath === null) {
    return wrong('replay plans by the routes of a configuration: name it with --config beside --journal.');
  }
  return { command: 'signals-replay', source, from, to, isJson: flags.has('--json') };
}

function parseLint(words: readonly string[]): SignalsArguments {
  const given = readWords(words, {
    flags: ['--per-fire-id'],
    values: ['--mode', '--dialect', '--route', '--config'],
  });
  if (!given.ok) return wrong(given.detail);
  const [file, more] = given.rest;
  if (file === undefined) return wrong('lint needs a file.');
  if (more !== undefined) return wrong('lint takes one file.');
  const route = given.values.get('--route');
  const configPath = given.values.get('--config') ?? null;
  if (route !== undefined) {
    const isSaid = given.flags.size > 0 || given.values.has('--mode') || given.values.has('--dialect');
    if (isSaid) return wrong('--route says mode, dialect and ids: leave out --mode, --dialect and --per-fire-id.');
    return { command: 'lint', file, form: { route, configPath } };
  }
  if (configPath !== null) return wrong('--config is for --route.');
  const lint = toForm(file, given.values.get('--mode') ?? 'chain', given.values.get('--dialect') ?? 'native');
  if (lint.command !== 'lint' || !given.flags.has('--per-fire-id')) return lint;
  return { ...lint, form: { ...lint.form, perFireId: true } };
}

type LintArguments = { readonly command: 'lint'; readonly file: string; readonly form: LintForm };

function toForm(
  file: string,
  mode: string,
  dialect: string,
): LintArguments | Extract<SignalsArguments, { readonly command: 'wrong' }> {
  const knownDialect = ROUTE_DIALECTS.find((known) => known === dialect);
  if (knownDialect === undefined) return wrong(`--dialect is one of ${ROUTE_DIALECTS.join(', ')}.`);
  const knownMode = ROUTE_MODES.find((known) => known === mode);
  if (knownMode === undefined) return wrong(`--mode is one of ${ROUTE_MODES.join(', ')}.`);
  const modes = modesOf(knownDialect);
  return modes.includes(knownMode)
    ? { command: 'lint', file, form: { dialect: knownDialect, mode: knownMode } }
    : wrong(`Dialect ${dialect} has the modes ${modes.join(', ')}.`);
}

function wrong(detail: string): Extract<SignalsArguments, { readonly command: 'wrong' }> {
  return { command: 'wrong', detail };
}
