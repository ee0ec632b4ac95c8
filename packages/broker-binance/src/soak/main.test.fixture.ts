import { isBad, runSoak, type SideReport } from './run-soak.test.fixture.ts';

/*
 * Random orders under seeded faults on both transports through the venue: `npm run soak:orders [-- ORDERS [SEED]]`. Prints
 * the seed; the seed decides orders, prices and faults, the machine their interleaving. Exits 1 where our books and the
 * venue's differ.
 */
const [orders = '10000', seedText = `${Date.now() % 1_000_000}`] = process.argv.slice(2);
const seed = Number(seedText);
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

say(`seed ${seed}, ${orders} orders`);
const report = await runSoak({ orders: Number(orders), seed, rate: 0.08, atOnce: 24, say });
for (const side of report.sides) tell(side);
say(`faults: ${[...report.kinds].map(([kind, count]) => `${kind} × ${count}`).join(', ')}`);
const isWrong = report.sides.some(isBad);
say(
  `${report.faults} faults fired, ${(report.elapsedMs / 1000).toFixed(0)} s, seed ${seed}: ${isWrong ? 'WRONG' : 'all agree'}`,
);
process.exit(isWrong ? 1 : 0);
