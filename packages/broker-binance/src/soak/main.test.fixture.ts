import { parseArgs } from 'node:util';
import { nextSeed, openSoakFile, sumOf } from '@perpdesk/soak';
import { isBad, runSoak, type SideReport } from './run-soak.test.fixture.ts';

/*
 * Random orders under seeded faults on both transports through the venue:
 * `npm run soak:orders [-- ORDERS [SEED]] [--resume] [--out FILE]`, in parts of at most 10 000 with a seed each.
 *
 * Appends a line for each part to FILE (tmp/soak-orders.jsonl); `--resume` goes on behind the last until there are so many
 * in all. The seed decides orders, prices and faults, the machine their interleaving. Exits 1 where our books and the
 * venue's differ, whenever they did.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    resume: { type: 'boolean', default: false },
    out: { type: 'string', default: 'tmp/soak-orders.jsonl' },
  },
});
const [ordersText = '10000', seedText = `${Date.now() % 1_000_000}`] = positionals;
const PART = 10_000;
const say = (line: string) => void process.stdout.write(`${line}\n`);

function tell({ transport, tally, venueOrders, venueFills, gaps, duplicates, lost, denied }: SideReport): void {
  const { fates, unknowns, unknownsFound, amends, cancels, closes, failures } = tally;
  say(
    `${transport}: ${fates.size} orders tried, ${venueOrders} at the venue, ${venueFills} fills, ${gaps} stream gaps`,
  );
  say(
    `  ${unknowns} unknown outcomes, ${unknownsFound} of them found; ${amends} amended, ${cancels} canceled, ${closes} closed`,
  );
  say(`  ${duplicates.length} duplicates, ${lost.length} lost, ${denied.length} states that the venue denies`);
  for (const line of [...duplicates, ...lost, ...denied].slice(0, 20)) say(`  ! ${line}`);
  const counts = [...failures].toSorted(([, a], [, b]) => b - a).slice(0, 12);
  say(`  failures: ${counts.map(([key, count]) => `${key} × ${count}`).join(', ')}`);
}

async function runPart(orders: number, seed: number): Promise<{ readonly failed: number; readonly seconds: number }> {
  say(`seed ${seed}, ${orders} orders`);
  const { sides, kinds, faults, elapsedMs } = await runSoak({ orders, seed, rate: 0.08, atOnce: 24, say });
  for (const side of sides) tell(side);
  say(`faults: ${[...kinds].map(([kind, count]) => `${kind} × ${count}`).join(', ')}`);
  const isWrong = sides.some(isBad);
  const seconds = Math.round(elapsedMs / 1_000);
  say(`${faults} faults fired, ${seconds} s, seed ${seed}: ${isWrong ? 'WRONG' : 'all agree'}`);
  const wrong = sides.reduce((sum, it) => sum + it.duplicates.length + it.lost.length + it.denied.length, 0);
  // a side may be bad by what no order of it shows
  return { failed: Math.max(wrong, isWrong ? 1 : 0), seconds };
}

const file = openSoakFile({ path: values.out, soak: 'orders', resume: values.resume });
let { count, failed } = sumOf(file.before);
let seed = nextSeed(file.before, Number(seedText));
while (count < Number(ordersText)) {
  const orders = Math.min(PART, Number(ordersText) - count);
  const part = await runPart(orders, seed);
  file.append({ seed, count: orders, ...part });
  failed += part.failed;
  count += orders;
  seed += 1;
}
say(`${count} orders, ${failed} wrong; ${file.path}`);
process.exit(failed === 0 ? 0 : 1);
