import { afterEach, expect, test } from 'vitest';
import type { Message } from '@perpdesk/telegram-loopback';
import { OWNER_ID, startProgramBench, type ProgramBench } from '../testing/program-bench.ts';

const MOST_MS = 300;
/** The machine may be busy with something else for a moment. */
const TRIES = 3;
const VIEWERS = Array.from({ length: 50 }, (_, index) => 2_000_001 + index);

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Real ms until the bot's next message in the owner's chat with that in its text. */
async function answerTo(desk: ProgramBench, text: string, part: string): Promise<{ card: Message; ms: number }> {
  const last = desk.telegram.messages(OWNER_ID).at(-1)?.message_id ?? 0;
  const since = performance.now();
  desk.say(text);
  const isAnswer = (it: Message) =>
    it.chat.id === OWNER_ID && it.message_id > last && it.from?.is_bot === true && (it.text ?? '').includes(part);
  const card = await desk.telegram.waitForMessage(isAnswer, { timeoutMs: 15_000 });
  return { card, ms: performance.now() - since };
}

test('/panic is answered in 300 ms, and its red button soon, while 50 commands wait for an exchange that is silent', async () => {
  const desk = await startProgramBench({ viewers: VIEWERS, onClose: (close) => void closers.push(close) });
  await desk.until(() => desk.program.manager.view('paper').isReady);
  const broker = desk.program.manager.get('paper');
  const { getPositions, getAccount } = broker;
  let isSilent = true;
  let waiting = 0;
  const hang = () => {
    waiting += 1;
    return new Promise<never>(() => {});
  };
  Object.assign(broker, {
    getPositions: (...call: Parameters<typeof getPositions>) => (isSilent ? hang() : getPositions.apply(broker, call)),
    getAccount: (...call: Parameters<typeof getAccount>) => (isSilent ? hang() : getAccount.apply(broker, call)),
  });

  // one on its way in each chat, and more behind the owner's own
  const ask = () => {
    for (const id of VIEWERS) desk.telegram.sendText(id, '/positions');
    for (let count = 0; count < 2; count += 1) desk.say('/risk');
  };
  ask();
  await desk.until(() => waiting >= VIEWERS.length + 1);
  let fastest = Infinity;
  let card: Message | null = null;
  for (let tries = 0; tries < TRIES && fastest >= MOST_MS; tries += 1) {
    const answer = await answerTo(desk, '/panic', 'PANIC');
    [fastest, card] = [Math.min(fastest, answer.ms), answer.card];
  }
  expect(fastest).toBeLessThan(MOST_MS);
  const answered = VIEWERS.filter((id) => desk.telegram.messages(id).some(({ from }) => from?.is_bot === true));
  expect(answered).toEqual([]);

  const [red = ''] = card === null ? [] : desk.buttons(card);
  const since = performance.now();
  isSilent = false;
  desk.tap(red);
  const labels = () =>
    desk.telegram.messages(OWNER_ID).find((it) => it.message_id === card?.message_id)?.reply_markup?.inline_keyboard;
  await desk.until(() => JSON.stringify(labels()).includes('Closing everything'));
  // one try only
  expect(performance.now() - since).toBeLessThan(MOST_MS * TRIES);
  await desk.until(() => desk.texts().some((text) => text.includes('FLAT')));
}, 60_000);
