import { parseArgs } from 'node:util';
import { KINDS } from './profile.test.fixture.ts';
import { tellWrong } from './seeds.test.fixture.ts';
import { simulate } from './simulate.test.fixture.ts';

/*
 * Simulated days of the engine, one a seed: `npm run soak:engine -- --from 1 --seeds 1000`. `--lines` prints all that a seed
 * wrote, sent and told; `--hashes` a hash of it; `--kind rich` runs those of that kind. The last line is JSON for whoever started it. Exits 1 if anything is wrong.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1000' },
    kind: { type: 'string', default: 'plain' },
    lines: { type: 'boolean', default: false },
    hashes: { type: 'boolean', default: false },
  },
});
const say = (text: string) => void process.stdout.write(`${text}\n`);
const from = Number(values.from);
const seeds = Number(values.seeds);
const kind = KINDS.find((one) => one === values.kind);
if (kind === undefined) throw new Error(`There is no kind ${values.kind}: it is one of ${KINDS.join(', ')}.`);
const failed: number[] = [];
for (let seed = from; seed < from + seeds; seed++) {
  const { wrong, hash, lines } = await simulate(seed, { keepsLines: values.lines, kind });
  for (const line of lines) say(line);
  if (values.hashes) say(`${seed} ${hash}`);
  if (wrong.length === 0) continue;
  failed.push(seed);
  say(tellWrong(seed, wrong, kind));
}
say(JSON.stringify({ from, count: seeds, failed }));
process.exitCode = failed.length === 0 ? 0 : 1;
