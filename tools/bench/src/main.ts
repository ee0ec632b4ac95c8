import { parseArgs } from 'node:util';
import { runOrderBench } from './order/run-order-bench.ts';

const USAGE = `npm run bench -- order [--orders 400] [--rounds 9] [--write] [--check]

  order     placing an order: our adapter beside hand-signed requests and other clients, all against one venue
  --orders  of each client in each round, one after another; then as many again with 50 in flight
  --write   put the table into docs/performance.md
  --check   end with 1 where a target is missed`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    orders: { type: 'string', default: '400' },
    rounds: { type: 'string', default: '9' },
    write: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});
const orders = Number.parseInt(values.orders, 10);
const rounds = Number.parseInt(values.rounds, 10);

if (positionals.join(' ') === 'order' && orders >= 1 && rounds >= 1) {
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const isMet = await runOrderBench({ orders, rounds, isWritten: values.write, print });
  if (values.check && !isMet) process.exitCode = 1;
} else {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = positionals.length === 0 ? 0 : 2;
}
