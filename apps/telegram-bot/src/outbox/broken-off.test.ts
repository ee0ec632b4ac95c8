import { expect, test } from 'vitest';
import { createScriptedOutbox, SENT, UNSURE } from './scripted-outbox.test.fixture.ts';

const left = Array.from({ length: 200 }, (_, index) => ({
  symbol: 'BTCUSDT',
  clientOrderId: `order-${index}`,
  detail: 'The exchange gives no answer.',
}));
const account = { brokerId: 'main', environment: 'live' };
const payload = JSON.stringify({
  type: 'orders.canceled',
  account,
  actor: 'user:9',
  canceled: 1,
  gone: 0,
  before: { filled: 0, canceled: 0 },
  left,
});

test('a long message that broke off goes on where it did, however late, and takes no other with it', async () => {
  const { post, sent, journal, pass } = await createScriptedOutbox({
    sends: [SENT, ...Array.from({ length: 16 }, () => UNSURE)],
  });
  await post({ target: 'general', type: 'orders.canceled', payload });
  expect(sent).toHaveLength(2);
  await post({ target: 'general' }, { target: 'general' });
  // nothing answers for longer than what is told singly
  for (let minute = 0; minute < 15; minute += 1) await pass(60_000);
  const words = sent.join('\n');
  expect(left.filter(({ clientOrderId }) => !words.includes(`BTCUSDT ${clientOrderId} `))).toEqual([]);
  expect(['user 2', 'user 3'].filter((name) => !words.includes(name))).toEqual([]);
  expect(await journal.outboxDepth()).toMatchObject({ pending: 0, dead: 0 });
});

test('a long message of which a part stands in the chat is a possible repeat for a life that begins anew, not for this one', async () => {
  const { post, sent, journal, pass } = await createScriptedOutbox({ sends: [SENT, { type: 'wait', waitMs: 1_000 }] });
  await post({ target: 'general', type: 'orders.canceled', payload });
  expect(await journal.listOutbox({})).toMatchObject([{ state: 'pending', maybeDuplicate: true }]);
  await pass(1_000);
  expect(await journal.outboxDepth()).toMatchObject({ pending: 0, dead: 0 });
  expect(sent.join()).not.toContain('may be a repeat');
});
