import { runOrderBench } from './order/run-order-bench.ts';

const USAGE = `npm run bench -- order [--orders 400] [--rounds 7] [--write]

  order     placing an order: our adapter beside a hand-signed request and other clients, all against one venue
  --write   put the table into docs/performance.md`;

const [command, ...words] = process.argv.slice(2);
const option = (name: string, standard: number): number => {
  const at = words.indexOf(`--${name}`);
  return at === -1 ? standard : Number(words[at + 1]);
};

if (command === 'order') {
  await runOrderBench({
    orders: option('orders', 400),
    rounds: option('rounds', 7),
    isWritten: words.includes('--write'),
    print: (line) => void process.stdout.write(`${line}\n`),
  });
} else {
  process.stdout.write(`${USAGE}\n`);
  process.exitCode = command === undefined ? 0 : 2;
}
