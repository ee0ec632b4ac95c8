import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { endStandstill } from './end-standstill.ts';

/** A program that ends standstills of four seconds. Argument: what it does. */
const [what = ''] = process.argv.slice(2);
const end = endStandstill({ clock: systemClock, logger: silentLogger, limitMs: 4_000 });

/** Keeps the program busy, and the loop turning. */
const later = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });
const block = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

// the thread has to be up
await later(4_000);
process.stdout.write('up\n');
if (what === 'stands') block(15_000);
if (what === 'stumbles') {
  for (let count = 0; count < 3; count += 1) {
    block(2_500);
    await later(50);
  }
}
if (what === 'ends') {
  await end();
  block(7_000);
}
if (what === 'turns' || what === 'sleeps') await later(7_000);
process.stdout.write('done\n');
