import { parseArgs } from 'node:util';
import { nextSeed, openSoakFile, sumOf } from '@perpdesk/soak';
import { measureSlowSenders } from './slow-senders.test.fixture.ts';

/*
 * Slow senders that keep connections half open while a route's own alerts go on:
 * `npm run soak:door [-- SENDERS] [--rounds N] [--resume] [--out FILE]`.
 *
 * Appends a line for each round to FILE (tmp/soak-door.jsonl); `--resume` goes on behind the last until there are so many in
 * all. Exits 1 where an alert of a round was not taken, or took a second.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    out: { type: 'string', default: 'tmp/soak-door.jsonl' },
  },
});
const senders = Number.parseInt(positionals[0] ?? '3000', 10);
const say = (text: string) => void process.stdout.write(`${text}\n`);

async function runRound() {
  const startedAt = performance.now();
  const { standing, answersMs, statuses } = await measureSlowSenders(senders);
  const sorted = answersMs.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  const taken = statuses.filter((status) => status === 200).length;
  say(
    `${senders} slow senders, ${standing} standing at the end: ${taken} of ${statuses.length} alerts taken, p50 ${at(0.5)} ms, slowest ${at(1)} ms`,
  );
  const isMet = taken === statuses.length && (sorted.at(-1) ?? Infinity) < 1_000;
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  return { count: 1, failed: isMet ? 0 : 1, seconds, senders, standing, taken, p50Ms: at(0.5), slowestMs: at(1) };
}

const file = openSoakFile({ path: values.out, soak: 'door', resume: values.resume });
let { count, failed } = sumOf(file.before);
for (let round = nextSeed(file.before, 1); count < Number(values.rounds); round += 1) {
  const result = await runRound();
  file.append({ seed: round, ...result });
  count += 1;
  failed += result.failed;
}
say(`${count} rounds, ${failed} failed; ${file.path}`);
if (failed > 0) process.exitCode = 1;
