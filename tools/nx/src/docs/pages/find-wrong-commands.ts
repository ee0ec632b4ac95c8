import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE_ROOT } from '../../workspace-root.ts';

/** What `perpdesk --help`, `perpdesk signals --help` and `perpdesk journal --help` say. */
export interface Usages {
  readonly all: string;
  readonly signals: string;
  readonly journal: string;
}

/** Programs of other people, by name: what follows them is theirs. */
const FOREIGN: ReadonlySet<string> = new Set(
  'apt-get caddy cd chmod chown cp curl docker export gpg install journalctl mv nginx openssl pg_dump psql rm scp ssh sudo systemctl systemd-analyze systemd-run tar useradd'.split(
    ' ',
  ),
);

interface Manifest {
  readonly name?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

const read = (file: string): Manifest => JSON.parse(readFileSync(join(WORKSPACE_ROOT, file), 'utf8')) as Manifest;
const SCRIPTS = Object.keys(read('package.json').scripts ?? {});
const MANIFESTS = globSync('{packages,apps,tools}/*/package.json', { cwd: WORKSPACE_ROOT }).map(read);
const PACKAGES = MANIFESTS.map(({ name = '' }) => name);
const BINS = MANIFESTS.flatMap(({ bin }) => Object.keys(bin ?? {}));

/** The commands of a block: comments are gone, lines that go on are one, `&&`, `;` and `|` end one. */
export function commandsOf(text: string): readonly (readonly string[])[] {
  return text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => line.replace(/(?:^|\s)#.*$/, '').split(/&&|;|\|(?!\|)/))
    .map((command) =>
      command
        .trim()
        .split(/\s+/)
        .filter((word) => word !== ''),
    )
    .map((words) => words.slice(words.findIndex((word) => !/^[A-Z_]+=/.test(word))))
    .filter((words) => words.length > 0);
}

function wrongWords(words: readonly string[], usages: Usages): string | null {
  const [command = 'start', ...rest] = words;
  if (command.startsWith('-')) return wrongWords(['start', ...words], usages);
  const isGroup = command === 'signals' || command === 'journal';
  const usage = isGroup ? usages[command] : usages.all;
  const [sub = '--help'] = rest;
  if (!new RegExp(`^  ${isGroup ? sub : command} `, 'm').test(`${usage}\n  --help `))
    return `perpdesk ${command} ${sub}`;
  const unknown = rest.filter((word) => /^--\w/.test(word)).map((word) => word.split('=')[0] ?? '');
  return unknown.find((option) => option !== '--help' && !usage.includes(option)) ?? null;
}

function wrongNpm([command = '', first = '', ...rest]: readonly string[]): string | null {
  if (command === 'ci' || command === 'pack' || command === 'audit') return null;
  if (command === 'start' || command === 'test') return SCRIPTS.includes(command) ? null : command;
  if (command === 'run') return SCRIPTS.includes(first) ? null : `npm run ${first}`;
  if (command !== 'install') return `npm ${command}`;
  const own = [first, ...rest].filter((word) => word.startsWith('@perpdesk/'));
  return own.find((name) => !PACKAGES.includes(name)) ?? null;
}

function wrongNpx([program = '', ...rest]: readonly string[], usages: Usages, made: readonly string[]): string | null {
  const name = program.replace(/^@perpdesk\//, '');
  if (name === 'perpdesk') return wrongWords(rest, usages);
  if (BINS.includes(name)) return null;
  if (program === 'nx' || program === 'vitest') {
    const paths = rest.filter((word) => word.includes('/') && !word.startsWith('@'));
    return paths.find((path) => !made.includes(path) && !existsSync(join(WORKSPACE_ROOT, path))) ?? null;
  }
  return `npx ${program}`;
}

/** What a block of shell commands says that is not there: a script, a package, a word of the program. */
export function findWrongCommands(text: string, usages: Usages): readonly string[] {
  const made = [...text.matchAll(/@perpdesk\/tools:broker (\w+)/g)].map(([, name = '']) => `packages/broker-${name}`);
  return commandsOf(text).flatMap((command) => {
    // however Node is called: what follows the bin are the program's own words
    const bin = command.findIndex((word) => word.endsWith('/bin/perpdesk.js'));
    const [program = '', ...rest] = bin === -1 ? command : ['perpdesk', ...command.slice(bin + 1)];
    const wrong = {
      npm: () => wrongNpm(rest),
      npx: () => wrongNpx(rest, usages, made),
      perpdesk: () => wrongWords(rest, usages),
      sudo: () => findWrongCommands(rest.join(' ').replace(/^-u \w+ /, ''), usages)[0] ?? null,
    }[program];
    const found = wrong === undefined ? (FOREIGN.has(program) ? null : program) : wrong();
    return found === null ? [] : [found];
  });
}
