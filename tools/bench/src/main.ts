import { parseArgs } from 'node:util';
import { runAlertsBench } from './alerts/run-alerts-bench.ts';
import { runOrderBench } from './order/run-order-bench.ts';
import { runPositionsBench } from './positions/run-positions-bench.ts';
import { runStandingBench } from './standing/run-standing-bench.ts';

const USAGE = `npm run bench -- order  [--orders 400] [--rounds 9] [--write] [--check]
npm run bench -- alerts [--rate 100] [--accounts 10] [--seconds 5] [--rounds 5] [--burst 1000] [--write] [--check]

npm run bench -- positions [--accounts 50] [--rounds 9] [--hold 100] [--write] [--check]
npm run bench -- standing  [--accounts 20] [--starts 6] [--rate 30] [--events 1000000] [--write] [--check]

  order      placing an order: our adapter beside hand-signed requests and other clients, all against one venue
  --orders   of each client in each round, one after another; then as many again with 50 in flight

  alerts     from an alert to its orders: the program beside a bare handler, on SQLite and PostgreSQL
  --rate     alerts a second, each to all accounts
  --accounts of each handler; the burst goes to twice as many
  --seconds  of each handler in each round
  --burst    alerts that come all at once

  positions  the positions of many accounts at once, beside those of each alone
  --hold     how long the exchange takes for each call, ms

  standing   starts, memory at rest, and memory in the long run
  --starts   of the embedded desk
  --events   told by the exchange in the long run

  --write    put the tables into docs/performance.md
  --check    end with 1 where a target is missed`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: 'string', default: '400' },
    rounds: { type: 'string' },
    rate: { type: 'string' },
    starts: { type: 'string', default: '6' },
    events: { type: 'string', default: '1000000' },
    accounts: { type: 'string' },
    hold: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '5' },
    burst: { type: 'string', default: '1000' },
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const print = (line: string) => void process.stdout.write(`${line}\n`);
const amount = (text: string) => Number.parseInt(text, 10);

function run(name: string): Promise<boolean> | null {
  const { orders, seconds, burst, hold, starts, events, write: isWritten } = values;
  if (name === 'order') {
    const counts = { orders: amount(orders), rounds: amount(values.rounds ?? '9') };
    return areCounts(counts) ? runOrderBench({ ...counts, isWritten, print }) : null;
  }
  if (name === 'positions') {
    const counts = {
      accounts: amount(values.accounts ?? '50'),
      rounds: amount(values.rounds ?? '9'),
      holdMs: amount(hold),
    };
    return areCounts(counts) ? runPositionsBench({ ...counts, isWritten, print }) : null;
  }
  if (name === 'standing') {
    const counts = {
      accounts: amount(values.accounts ?? '20'),
      starts: amount(starts),
      events: amount(events),
      perSecond: amount(values.rate ?? '30'),
    };
    return areCounts(counts) ? runStandingBench({ ...counts, isWritten, print }) : null;
  }
  if (name !== 'alerts') return null;
  const counts = {
    perSecond: amount(values.rate ?? '100'),
    accounts: amount(values.accounts ?? '10'),
    seconds: amount(seconds),
    rounds: amount(values.rounds ?? '5'),
    burst: amount(burst),
  };
  return areCounts(counts) ? runAlertsBench({ ...counts, isWritten, print }) : null;
}

function areCounts(counts: Readonly<Record<string, number>>): boolean {
  return Object.values(counts).every((count) => count >= 1);
}

const running = run(positionals.join(' '));
if (running === null) {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = positionals.length === 0 ? 0 : 2;
} else {
  const isMet = await running;
  if (values.check && !isMet) process.exitCode = 1;
}
