import type { Message } from '@perpdesk/telegram-loopback';
import type { StepResult } from './alert-steps.test.fixture.ts';
import { type CrashBench, OWNER_ID } from './crash-bench.test.fixture.ts';
import type { Kill } from './crash-point.test.fixture.ts';
import { findWrong } from './find-wrong.test.fixture.ts';
import { ordersOf } from './orders-of.test.fixture.ts';

/** The owner's `count`th order by hand, which opens and closes in turn, through a kill after the tap; then a second tap. */
export async function tapThrough(bench: CrashBench, count: number, kill: Kill): Promise<StepResult> {
  const isOpen = count % 2 === 1;
  const wrong: string[] = [];
  bench.telegram.sendText(OWNER_ID, isOpen ? '/long BTCUSDT 0.01' : '/close BTCUSDT');
  const card = await bench.until('the card is there', () => bench.messages().filter(isCard)[count - 1]);
  const [yes = ''] = buttonsOf(card);
  // the desk notes which message the card is after it is there
  await bench.settle(count - 1);
  await bench.desk.arm(kill);
  bench.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, yes);
  await bench.settle(count);
  const passes = await bench.disarm();
  const isKilled = await bench.restartIfDead();
  await bench.settle(count);
  const heard = bench.toasts.length;
  bench.telegram.tap(OWNER_ID, OWNER_ID, card.message_id, yes);
  const toast = await bench.until('the second tap is answered', () => bench.toasts[heard]);
  if (!toast.startsWith('Already answered: #')) wrong.push(`The second tap heard: ${toast}`);
  await bench.settle(count);
  const found = findWrong(bench, {
    position: isOpen ? '0.01' : '0',
    ...ordersOf(['0', ...Array.from({ length: count }, (_, index) => (index % 2 === 0 ? '0.01' : '0'))]),
    stops: 0,
    isReply: isCard,
  });
  return { isKilled, passes, wrong: [...wrong, ...found, ...wrongCards(bench, count)] };
}

/** One signal a card, under its nonce. */
function wrongCards(bench: CrashBench, count: number): readonly string[] {
  const { confirms, signals } = bench.truth();
  const keys = confirms.map(({ nonce }) => `chat:${nonce}`).toSorted();
  const isSame = JSON.stringify(keys) === JSON.stringify(signals.map(({ key }) => key).toSorted());
  const open = confirms.filter(({ state }) => state !== 'done');
  return [
    ...(confirms.length === count && isSame ? [] : [`${confirms.length} cards became ${signals.length} signals`]),
    ...open.map(({ nonce, state }) => `card ${nonce} is ${state}`),
  ];
}

function isCard({ text = '' }: Message): boolean {
  // its last line changes with what becomes of it
  return /^PAPER paper\n(?:LONG|CLOSE) BTCUSDT /u.test(text);
}

export function buttonsOf({ reply_markup: markup }: Message): readonly string[] {
  return (markup?.inline_keyboard ?? []).flat().flatMap((button) => {
    const { callback_data: data } = button as { readonly callback_data?: string };
    return data === undefined ? [] : [data];
  });
}
