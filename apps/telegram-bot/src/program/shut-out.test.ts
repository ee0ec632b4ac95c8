import { afterEach, expect, test } from 'vitest';
import { OWNER_ID, startProgramBench } from '../testing/program-bench.ts';

const PERSON = 2_000_002;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

test('who is shut out hears nothing more in private, not of their own order either', async () => {
  const desk = await startProgramBench({ viewers: [PERSON], onClose: (close) => void closers.push(close) });
  const { telegram, program, until } = desk;
  const stands = () => telegram.messages(PERSON).map(({ text }) => text ?? '');
  /** Taps the yes of the newest card in that chat. */
  const tapYes = async (chat: number) => {
    const isYes = (data: string) => /^c:.+:y$/u.test(data);
    const card = () => telegram.messages(chat).findLast((it) => desk.buttons(it).some(isYes));
    await until(() => card() !== undefined);
    const found = card();
    if (found === undefined) throw new Error('There is no card.');
    telegram.tap(chat, chat, found.message_id, desk.buttons(found).find(isYes) ?? '');
  };
  desk.say(`/grant ${PERSON} trader`);
  await desk.sees('trader on all accounts');
  telegram.sendText(PERSON, '/long BTCUSDT 0.01 @50000');
  await tapYes(PERSON);
  await until(() => stands().some((text) => text.includes('rests')));
  desk.say(`/revoke ${PERSON}`);
  await until(() => desk.texts().filter((text) => text.includes(`user ${PERSON}`)).length === 2);
  const before = stands();
  desk.say('/cancel BTCUSDT');
  await tapYes(OWNER_ID);
  await until(() => program.manager.view('paper').openOrders.length === 0);
  await until(() => desk.texts().some((text) => text.includes('buy canceled')));
  await until(async () => /^perpdesk_outbox_pending 0$/mu.test((await desk.get('/metrics')).text));
  expect(stands()).toEqual(before);
}, 60_000);
