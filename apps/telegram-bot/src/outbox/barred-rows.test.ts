import { expect, test } from '@jest/globals';
import { createScriptedOutbox } from './scripted-outbox.test.fixture.ts';

const of = (brokerId: string) => {
  const message = { type: 'broker.disconnected', account: { brokerId, environment: 'live' }, detail: 'x' };
  return { target: 'desk', type: message.type, payload: JSON.stringify(message) };
};

test('what tells of accounts that a chat may not hear of is dropped, and holds up nothing else', async () => {
  const outbox = await createScriptedOutbox({
    mayHear: ({ chatId }, brokerIds = []) => chatId !== '1' || !brokerIds.includes('scalps'),
  });
  await outbox.post(of('scalps'), of('main'), { target: 'desk' }, of('scalps'), { ...of('scalps'), target: 'general' });
  const told = (chat: string) =>
    outbox.sent.filter((text) => text.startsWith(chat)).map((text) => /main|scalps|user/u.exec(text)?.[0]);
  expect([told('1/'), told('-1/')]).toEqual([['main', 'user'], ['scalps']]);
  expect(await outbox.journal.outboxDepth()).toMatchObject({ pending: 0, dead: 0 });
});
