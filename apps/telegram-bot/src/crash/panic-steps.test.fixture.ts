import type { Message } from '@perpdesk/telegram-loopback';
import { decimal } from '@perpdesk/broker-core';
import { sampleAlert } from '../testing/program-bench.ts';
import type { StepResult } from './alert-steps.test.fixture.ts';
import { type CrashBench, OWNER_ID } from './crash-bench.test.fixture.ts';
import type { Kill } from './crash-point.test.fixture.ts';
import { differs, wrongChat, wrongOrders } from './find-wrong.test.fixture.ts';
import { buttonsOf } from './tap-steps.test.fixture.ts';

/** A protected position, then the owner's `count`th /panic, through a kill after its red button. */
export async function panicThrough(bench: CrashBench, count: number, kill: Kill): Promise<StepResult> {
  if (count > 1) {
    bench.telegram.sendText(OWNER_ID, '/resume');
    await bench.until('the desk resumes', () => bench.messages().filter(isResumed).length === count - 1);
  }
  // each a strategy of its own: what /panic closed is not taken up again by the one that owned it
  await bench.post(sampleAlert({ strategy: `strategy-${count}` }));
  await bench.settle(count);
  bench.telegram.sendText(OWNER_ID, '/panic');
  const card = await bench.until('the red button is there', () => bench.messages().filter(isPanicCard)[count - 1]);
  const [button = ''] = buttonsOf(card);
  // the desk notes which message the card is after it is there
  await bench.settle(count);
  await bench.desk.arm(kill);
  bench.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, button);
  const isCarriedOut = () => bench.truth().confirms.filter(({ state }) => state === 'done').length === count;
  await bench.until('the panic is carried out', () => bench.desk.isDead || isCarriedOut());
  await bench.settle(count);
  const passes = await bench.disarm();
  const isKilled = await bench.restartIfDead();
  await bench.until('the panic is carried out', isCarriedOut);
  await bench.settle(count);
  return { isKilled, passes, wrong: wrongAfter(bench, count) };
}

function wrongAfter(bench: CrashBench, count: number): readonly string[] {
  const { telegram, kills } = bench;
  const truth = bench.truth();
  const { outbox, ledger, signals } = truth;
  const sizes = Array.from({ length: count }, () => '0.02');
  const owned = ledger.reduce((sum, row) => sum.plus(row.owned), decimal('0'));
  const isReply = (message: Message) => isPanicCard(message);
  return [
    ...wrongOrders(truth, { position: '0', entries: sizes, exits: sizes, closings: count, stops: 0 }),
    ...differs('owned', owned.toFixed(), '0'),
    ...differs('signals', signals.filter(({ state }) => state !== 'done').length, 0),
    ...differs('panics that began', outbox.filter(({ type }) => type === 'panic.started').length, count),
    ...differs('panics that ended', outbox.filter(({ type }) => type === 'panic.finished').length, count),
    ...differs('not flat', telegram.messages(OWNER_ID).filter(({ text = '' }) => text.includes('NOT FLAT')).length, 0),
    ...wrongChat(outbox, bench.messages(), { kills, isReply }),
  ];
}

function isResumed({ text = '' }: Message): boolean {
  return text.includes('Resumed by');
}

function isPanicCard({ text = '' }: Message): boolean {
  return text.includes('Stops all signals');
}
