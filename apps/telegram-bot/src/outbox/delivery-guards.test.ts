import { describe, expect, test } from 'vitest';
import { FormattedString } from '@grammyjs/parse-mode';
import { createScriptedOutbox, SENT, UNSURE, type ScriptedOutbox } from './scripted-outbox.test.fixture.ts';
import type { SendOutcome } from './outgoing-message.ts';
import { splitCard } from './split-card.ts';
import { toSendOutcome } from '../telegram/send-message.ts';

const MARK = 'may be a repeat';
const marked = (sent: readonly string[]) => sent.map((text) => text.includes(MARK));
const cardOf = (positionSide = 'net', target = 'desk') => ({
  target,
  type: 'position.card',
  payload: JSON.stringify({
    type: 'position.card',
    account: { brokerId: 'main', environment: 'paper' },
    symbol: 'BTCUSDT',
    positionSide,
  }),
});
const DESK = { target: 'desk' };

describe('a message', () => {
  test('is marked as a possible repeat before it is sent, not after: a crash may come between', async () => {
    const { post, seen } = await createScriptedOutbox({});
    await post(DESK);
    expect(seen[0]).toMatchObject([{ attempts: 1, maybeDuplicate: true, state: 'pending' }]);
  });

  const NOT_SENT: readonly SendOutcome[] = [
    { type: 'wait', waitMs: 1_000 },
    { type: 'unauthorized', detail: 'Unauthorized' },
    { type: 'refused', detail: 'Bad Request' },
  ];
  test.each(NOT_SENT)('that was not sent for $type is no repeat', async (outcome) => {
    const { post, sent, pass } = await createScriptedOutbox({ sends: [outcome, SENT] });
    await post(DESK);
    await pass(120_000);
    expect(marked(sent)).toEqual([false, false]);
  });

  test.each(NOT_SENT)('of which no answer came stays a possible repeat over $type', async (outcome) => {
    const { post, sent, pass } = await createScriptedOutbox({ sends: [UNSURE, outcome, SENT] });
    await post(DESK);
    await pass(240_000);
    expect(marked(sent)).toEqual([false, true, true]);
  });

  test('of which no answer came stays a possible repeat over a chat that was lost and is back', async () => {
    const gone = { type: 'gone', detail: 'Forbidden: bot was blocked by the user' } as const;
    const { post, sent, pass, flags, worker } = await createScriptedOutbox({ sends: [UNSURE, gone, SENT] });
    await post(DESK);
    await pass(120_000);
    await flags.setAlive('1');
    worker.wake(['desk']);
    await pass(0);
    expect(marked(sent)).toEqual([false, true, true]);
  });
});

describe('a wait', () => {
  test('for a token that is refused is every chat’s, for a 429 that chat’s alone', async () => {
    const refused = await createScriptedOutbox({ sends: [{ type: 'unauthorized', detail: 'Unauthorized' }] });
    await refused.post(DESK);
    await refused.post({ target: 'general' });
    expect(refused.sent).toHaveLength(1);
    const slow = await createScriptedOutbox({ sends: [{ type: 'wait', waitMs: 5_000 }] });
    await slow.post(DESK);
    await slow.post({ target: 'general' });
    expect(slow.sent).toHaveLength(2);
  });

  test('doubles while no answer comes', async () => {
    const { post, pass, sent } = await createScriptedOutbox({ sends: [UNSURE, UNSURE, UNSURE] });
    await post(DESK);
    const counts: number[] = [];
    for (const ms of [1_000, 1_000, 1_000, 4_000]) {
      await pass(ms);
      counts.push(sent.length);
    }
    expect(counts).toEqual([2, 2, 3, 4]);
  });

  test('comes before a message that was refused is tried again', async () => {
    const { post, pass, sent } = await createScriptedOutbox({ sends: [{ type: 'refused', detail: 'Bad Request' }] });
    await post(DESK);
    expect(sent).toHaveLength(1);
    await pass(1_000);
    expect(sent).toHaveLength(2);
  });

  test('after a 429 is as long as Telegram says, or 5 s', () => {
    const fault = { status: 429, description: 'Too Many Requests', migratedTo: null };
    expect(toSendOutcome({ ...fault, retryAfterMs: 37_000 })).toEqual({ type: 'wait', waitMs: 37_000 });
    expect(toSendOutcome({ ...fault, retryAfterMs: null })).toEqual({ type: 'wait', waitMs: 5_000 });
  });
});

describe('the card of a position', () => {
  async function after(edit: Parameters<typeof createScriptedOutbox>[0]): Promise<ScriptedOutbox> {
    const outbox = await createScriptedOutbox(edit);
    await outbox.post(cardOf());
    await outbox.post(cardOf());
    return outbox;
  }

  test('whose message is gone is sent anew, and it is that one which is brought up to date from then on', async () => {
    const { sent, edits, post } = await after({ edits: [{ type: 'gone' }] });
    expect(sent).toHaveLength(2);
    await post(cardOf());
    expect(sent).toHaveLength(2);
    expect(edits.map(({ messageId }) => messageId)).toEqual([101, 102]);
  });

  test('whose message is gone, and that could not be sent anew, is not looked for there again', async () => {
    const { sent, edits, pass } = await after({ sends: [SENT, UNSURE], edits: [{ type: 'gone' }] });
    await pass(120_000);
    expect([sent.length, edits.length]).toEqual([3, 1]);
  });

  test('that is told to wait, or is not answered, is not sent beside the one that stands there', async () => {
    const { sent, edits, pass } = await after({ edits: [{ type: 'wait', waitMs: 5_000 }, { type: 'unsure' }] });
    expect([sent.length, edits.length]).toEqual([1, 1]);
    await pass(120_000);
    expect([sent.length, edits.length]).toEqual([1, 3]);
  });

  test('is as old as its message, however often it was brought up to date', async () => {
    const { sent, edits, post, pass } = await after({});
    await pass(40_000);
    await post(cardOf());
    await pass(40_000);
    await post(cardOf());
    expect([sent.length, edits.length]).toEqual([2, 2]);
  });

  test('told among others in one message is not that message', async () => {
    const { sent, edits, post, clock } = await createScriptedOutbox({});
    const createdAt = clock.now() - 700_000;
    await post({ ...DESK, createdAt }, { ...cardOf(), createdAt });
    await post({ ...cardOf('long'), createdAt }, { ...DESK, createdAt });
    await post(cardOf('long'));
    expect([sent.length, edits.length]).toEqual([3, 0]);
  });

  test('is another one for the other side, and in another topic', async () => {
    const { sent, edits, post } = await createScriptedOutbox({});
    await post(cardOf('long', 'group'));
    await post(cardOf('short', 'group'));
    await post(cardOf('long', 'general'));
    expect([sent.length, edits.length]).toEqual([3, 0]);
  });

  test('is another one in another chat, for another account and another symbol', async () => {
    const { sent, edits, post } = await createScriptedOutbox({});
    const said = { type: 'position.card', symbol: 'BTCUSDT', positionSide: 'net' };
    const account = { brokerId: 'main', environment: 'paper' };
    await post(cardOf());
    await post(cardOf('net', 'general'));
    await post({ ...cardOf(), payload: JSON.stringify({ ...said, account: { ...account, brokerId: 'other' } }) });
    await post({ ...cardOf(), payload: JSON.stringify({ ...said, account, symbol: 'ETHUSDT' }) });
    expect([sent.length, edits.length]).toEqual([4, 0]);
  });
});

test('of a long text the last part alone has the buttons', () => {
  const text = new FormattedString('a line of it\n'.repeat(800));
  const buttons = [[{ type: 'tap', label: 'Place', data: 'a:1:p' } as const]];
  const parts = splitCard({ text, buttons });
  expect(parts.map((part) => part.buttons.length)).toEqual([0, 0, 1]);
});
