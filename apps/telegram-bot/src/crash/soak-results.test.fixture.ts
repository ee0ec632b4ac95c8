import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { VenueRunReport } from './venue-run.test.fixture.ts';

/** One line of a result file: a run, whatever became of it. */
export interface SoakResult {
  /** `desk:sqlite` or `desk:postgres`. */
  readonly soak: string;
  readonly seed: number;
  /** Kills. */
  readonly count: number;
  /** What was lost, doubled, naked or untold. */
  readonly failed: number;
  readonly seconds: number;
  readonly commit: string;
  /** ISO. */
  readonly at: string;
}

export function appendResult(path: string, soak: string, { seed, kills, wrong, seconds }: VenueRunReport): void {
  mkdirSync(dirname(path), { recursive: true });
  const at = new Date().toISOString();
  const result: SoakResult = { soak, seed, count: kills.length, failed: wrong.length, seconds, commit: commit(), at };
  appendFileSync(path, `${JSON.stringify(result)}\n`);
}

/** What stands there already, the oldest first; a line that was broken off by a kill is passed over. */
export function readResults(path: string, soak: string): readonly SoakResult[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line): readonly SoakResult[] => {
    if (!line.endsWith('}')) return [];
    const result = JSON.parse(line) as SoakResult;
    return result.soak === soak ? [result] : [];
  });
}

let known: string | null = null;
function commit(): string {
  known ??= execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return known;
}
