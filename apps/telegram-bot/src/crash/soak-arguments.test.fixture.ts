import { parseArgs } from 'node:util';
import { DATABASES, type Database } from './journal-place.test.fixture.ts';

/** What `npm run soak:desk` was asked for. */
export interface SoakArguments {
  readonly kills: number;
  readonly databases: readonly Database[];
  /** Of the first run; every next one has the next. */
  readonly seed: number;
  /** Where results are appended. */
  readonly out: string;
  /** Goes on behind the results that are there. */
  readonly resume: boolean;
  /** Desks beside each other: most of the time they wait. */
  readonly width: number;
}

/** @throws {TypeError} naming what cannot be read. */
export function readSoakArguments(words: readonly string[], seed: number): SoakArguments {
  const { values } = parseArgs({
    args: [...words],
    options: {
      kills: { type: 'string', default: '2000' },
      database: { type: 'string' },
      seed: { type: 'string', default: `${seed}` },
      out: { type: 'string', default: 'tmp/soak-desk.jsonl' },
      resume: { type: 'boolean', default: false },
      width: { type: 'string', default: '4' },
    },
  });
  const database = DATABASES.find((name) => name === values.database);
  if (values.database !== undefined && database === undefined) {
    throw new TypeError(`--database is ${values.database}: expected ${DATABASES.join(' or ')}.`);
  }
  return {
    kills: wholeNumber('kills', values.kills),
    databases: database === undefined ? DATABASES : [database],
    seed: wholeNumber('seed', values.seed),
    out: values.out,
    resume: values.resume,
    width: wholeNumber('width', values.width),
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`--${name} is ${text}: expected a whole number.`);
}
