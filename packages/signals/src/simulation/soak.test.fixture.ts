import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { openSoakFile, type SoakResult, sumOf } from '@perpdesk/soak';

/*
 * As many simulated days of the engine as one likes, on all cores:
 * `npm run soak -- --seeds 100000 [--kind rich] [--from N] [--resume] [--out FILE] [--workers N]`.
 *
 * Appends a line for each part to FILE (tmp/soak-engine.jsonl; of the rich kind, tmp/soak-engine-rich.jsonl); `--resume` goes on behind the last until there are so many in
 * all. Exits 1 if a seed failed, whenever it ran.
 * `--seeds 1 --from N --lines` prints all that seed N wrote, sent and told, and appends nothing.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '10000' },
    from: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    kind: { type: 'string', default: 'plain' },
    out: { type: 'string' },
    workers: { type: 'string', default: `${availableParallelism()}` },
    lines: { type: 'boolean', default: false },
  },
});
const PART = 1_000;
const soak = values.kind === 'plain' ? 'engine' : `engine-${values.kind}`;
const say = (text: string) => void process.stdout.write(`${text}\n`);

function nextSeed(own: readonly SoakResult[]): number {
  // parts end in any order: what lies behind a gap is done again
  let next = Number(values.from);
  for (const { seed, count } of own) if (seed <= next) next = Math.max(next, seed + count);
  return next;
}

/** Runs seeds in a process of their own and resolves with those that failed. */
function runPart(from: number, seeds: number, ...more: readonly string[]): Promise<readonly number[]> {
  const main = `${import.meta.dirname}/main.test.fixture.ts`;
  const args = [
    '--conditions=@perpdesk/source',
    main,
    '--from',
    `${from}`,
    '--seeds',
    `${seeds}`,
    '--kind',
    values.kind,
    ...more,
  ];
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

const file = openSoakFile({ path: values.out ?? `tmp/soak-${soak}.jsonl`, soak, resume: values.resume });
const first = nextSeed(file.before);
const end = Number(values.from) + Number(values.seeds);
let { failed } = sumOf(file.before);
if (values.lines) {
  failed = (await runPart(first, Number(values.seeds), '--lines')).length;
} else {
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
      file.append({ seed, count, failed: seeds.length, seconds, seeds });
    }
  };
  await Promise.all(Array.from({ length: Number(values.workers) }, work));
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  say(
    `${Math.max(end - first, 0)} seeds from ${first} on, ${failed} of ${end - Number(values.from)} failed, ${seconds} s; ${file.path}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
