import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a part came to; what else belongs to it stands beside. */
export interface SoakPart {
  /** Of the part; of several seeds, the first. */
  readonly seed: number;
  /** How much of what the soak counts: seeds, kills, orders, events, rounds. */
  readonly count: number;
  /** What was wrong. */
  readonly failed: number;
  readonly seconds: number;
  readonly [more: string]: unknown;
}

/** A line of the file. */
export interface SoakResult extends SoakPart {
  readonly soak: string;
  readonly commit: string;
  /** ISO, when the part ended. */
  readonly at: string;
}

export interface SoakFileOptions {
  /** A line each; the folder is made. */
  readonly path: string;
  readonly soak: string;
  /** Goes on behind what stands in the file; else it begins anew, behind it. */
  readonly resume: boolean;
}

export interface SoakFile {
  /** Absolute. */
  readonly path: string;
  /** What earlier runs of this soak came to, by seed; none where it begins anew. */
  readonly before: readonly SoakResult[];
  /** Writes a line at once, so that a kill loses no more than what runs. */
  append(part: SoakPart): void;
}

/** Opens the results of a soak. */
export function openSoakFile({ path, soak, resume }: SoakFileOptions): SoakFile {
  const file = resolve(path);
  const commit = commitOf();
  return {
    path: file,
    before: resume ? readResults(file, soak) : [],
    append(part) {
      mkdirSync(dirname(file), { recursive: true });
      const result: SoakResult = { soak, ...part, commit, at: new Date().toISOString() };
      appendFileSync(file, `${separator(file)}${JSON.stringify(result)}\n`);
    },
  };
}

/** A line that a kill broke off stays a line of its own. */
function separator(file: string): string {
  return existsSync(file) && /[^\n]$/.test(readFileSync(file, 'utf8')) ? '\n' : '';
}

function readResults(file: string, soak: string): readonly SoakResult[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(readLine)
    .filter((one) => one.soak === soak)
    .toSorted(bySeed);
}

function readLine(line: string): readonly SoakResult[] {
  try {
    const value: unknown = JSON.parse(line);
    return isResult(value) ? [value] : [];
  } catch {
    return [];
  }
}

function isResult(value: unknown): value is SoakResult {
  if (typeof value !== 'object' || value === null) return false;
  return (['seed', 'count', 'failed'] as const).every((name) => typeof Reflect.get(value, name) === 'number');
}

function bySeed(a: SoakResult, b: SoakResult): number {
  return a.seed - b.seed;
}

function commitOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
