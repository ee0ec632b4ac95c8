import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/*
 * As many simulated days of the engine as one likes, on all cores:
 * `npm run soak -- --seeds 100000 [--from N] [--resume] [--out FILE] [--workers N]`.
 *
 * Appends a line for each part to FILE (tmp/soak-engine.jsonl); `--resume` goes on behind the last until there are so many in
 * all. Exits 1 if a seed failed, whenever it ran.
 * `--seeds 1 --from N --lines` prints all that seed N wrote, sent and told, and appends nothing.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    out: { type: 'string', default: 'tmp/soak-engine.jsonl' },
    workers: { type: 'string', default: `${availableParallelism()}` },
    lines: { type: 'boolean', default: false },
  },
});
const PART = 250;
const file = resolve(values.out);
const say = (text: string) => void process.stdout.write(`${text}\n`);

/** A part of a soak in the file; the other soaks' lines have the same names. */
interface Result {
  readonly soak: string;
  /** The first. */
  readonly seed: number;
  readonly count: number;
  readonly failed: number;
  readonly seeds: readonly number[];
  readonly seconds: number;
  readonly commit: string;
  readonly at: string;
}

/** What stands in the file already; a line that was broken off by a kill is passed over. */
function earlier(): readonly Result[] {
  if (!values.resume || !existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  const results: readonly Result[] = lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line)] : []));
  return results.filter(({ soak }) => soak === 'engine').toSorted((a, b) => a.seed - b.seed);
}

function nextSeed(own: readonly Result[]): number {
  // parts end in any order: what lies behind a gap is done again
  let next = Number(values.from);
  for (const { seed, count } of own) if (seed <= next) next = Math.max(next, seed + count);
  return next;
}

function commitOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

/** Runs seeds in a process of their own and resolves with those that failed. */
function runPart(from: number, seeds: number, ...more: readonly string[]): Promise<readonly number[]> {
  const main = `${import.meta.dirname}/main.test.fixture.ts`;
  const args = ['--conditions=@perpdesk/source', main, '--from', `${from}`, '--seeds', `${seeds}`, ...more];
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('error', reject).on('close', () => {
      const lines = text.trimEnd().split('\n');
      const last = lines.pop() ?? '';
      for (const line of lines) if (line !== '') say(line);
      if (last.startsWith('{')) settle(JSON.parse(last).failed);
      else reject(new Error(`The seeds from ${from} on ended without a result.`));
    });
  });
}

const before = earlier();
const first = nextSeed(before);
const end = Number(values.from) + Number(values.seeds);
let failed = before.reduce((sum, it) => sum + it.failed, 0);
if (values.lines) {
  failed = (await runPart(first, Number(values.seeds), '--lines')).length;
} else {
  mkdirSync(dirname(file), { recursive: true });
  const commit = commitOf();
  const startedAt = Date.now();
  let next = first;
  const work = async (): Promise<void> => {
    for (let seed = next; seed < end; seed = next) {
      const count = Math.min(PART, end - seed);
      next = seed + count;
      const partAt = Date.now();
      const seeds = await runPart(seed, count);
      failed += seeds.length;
      const seconds = (Date.now() - partAt) / 1_000;
      const at = new Date().toISOString();
      const result: Result = { soak: 'engine', seed, count, failed: seeds.length, seeds, seconds, commit, at };
      appendFileSync(file, `${JSON.stringify(result)}\n`);
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  say(
    `${Math.max(end - first, 0)} seeds from ${first} on, ${failed} of ${end - Number(values.from)} failed, ${seconds} s; ${file}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
