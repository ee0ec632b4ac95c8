import { describe, expect, test } from 'vitest';
import { toSendOutcome } from '../telegram/send-message.ts';
import { createScriptedOutbox } from './scripted-outbox.test.fixture.ts';

const CRITICAL = { target: 'general', priority: 'critical' } as const;
const NO = { type: 'refused', detail: 'Bad Request: SOMETHING' } as const;
const WAIT = { type: 'wait', waitMs: 1_000 } as const;
const toOwners = (sent: readonly string[]) => sent.filter((text) => text.startsWith('1/'));

describe('a chat in which the bot may not write', () => {
  test.each([
    'not enough rights to send text messages to the chat',
    'have no rights to send a message',
    'need administrator rights in the channel chat',
    'CHAT_RESTRICTED',
    'CHAT_WRITE_FORBIDDEN',
    'CHAT_SEND_PLAIN_FORBIDDEN',
  ])('is lost to it: the owners hear so once, and what waits there is kept (400 %s)', async (reason) => {
    const fault = { status: 400, description: `Bad Request: ${reason}`, retryAfterMs: null, migratedTo: null };
    const { post, sent, journal, pass } = await createScriptedOutbox({ sends: [toSendOutcome(fault)] });
    await post(CRITICAL);
    await pass(60_000);
    expect(await journal.outboxDepth()).toMatchObject({ pending: 1, dead: 0, targets: ['general'] });
    expect(toOwners(sent)).toEqual([expect.stringContaining('general cannot be reached')]);
  });
});

describe('a message that is refused', () => {
  const told = async (message: object) => {
    const outbox = await createScriptedOutbox({ sends: [NO, NO, NO] });
    await outbox.post({ ...CRITICAL, ...message });
    for (let second = 0; second < 60; second += 1) await outbox.pass(1_000);
    return { dead: (await outbox.journal.outboxDepth()).dead, owners: toOwners(outbox.sent), sent: outbox.sent };
  };

  test('three times is given up, and one that nobody may miss is told to the owners elsewhere', async () => {
    expect(await told({})).toMatchObject({
      dead: 1,
      owners: [
        expect.stringMatching(
          /An urgent message never came to the chat general.*desk\.paused: Bad Request: SOMETHING/su,
        ),
      ],
    });
    expect(await told({ priority: 'normal' })).toMatchObject({ dead: 1, owners: [] });
  });

  test('is refused as often as it is said, whatever else came between', async () => {
    const { post, journal, pass, sent } = await createScriptedOutbox({ sends: [WAIT, NO, WAIT, NO, WAIT] });
    await post(CRITICAL);
    for (let second = 0; second < 90; second += 1) await pass(1_000);
    expect(await journal.outboxDepth()).toMatchObject({ pending: 0, dead: 0 });
    expect(sent).toHaveLength(6);
  });

  test('and tells itself of a loss is not told of in its turn', async () => {
    const payload = JSON.stringify({ type: 'chat.dead', target: 'group', detail: 'kicked' });
    expect(await told({ type: 'chat.dead', payload })).toMatchObject({ dead: 1, owners: [] });
  });
});

test('an urgent message for a chat that is not configured any more, or cannot be reached for a day, is told to the owners', async () => {
  const { post, sent, flags, worker, pass } = await createScriptedOutbox({});
  await post({ target: 'nowhere', priority: 'critical' });
  await flags.setDead('-1', 'kicked');
  await post(CRITICAL, { target: 'general' });
  await pass(86_400_001);
  worker.wake();
  await pass(0);
  expect(toOwners(sent)).toEqual([
    expect.stringMatching(/urgent message never came to the chat nowhere/u),
    expect.stringMatching(/urgent message never came to the chat general.*cannot be reached/su),
  ]);
});
