import { describe, expect, test } from 'vitest';
import { FormattedString } from '@grammyjs/parse-mode';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Card, CardMedia } from '../format/card.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { toSendOutcome } from '../telegram/send-message.ts';
import { createChatDirectory } from './chat-directory.ts';
import { createChatFlags } from './chat-flags.ts';
import { deliverCard } from './deliver-row.ts';
import { useOutboxBenches, USER } from './outbox-bench.test.fixture.ts';
import type { OutgoingMessage, SendOutcome } from './outgoing-message.ts';

const createBench = useOutboxBenches();
const PICTURE: CardMedia = { type: 'picture', bytes: Buffer.from('PNG'), fileName: 'a.png' };
const BUTTONS = [[{ type: 'tap', label: 'x', data: 'x' }]] as const;
const SENT = (messageId: number): SendOutcome => ({ type: 'sent', messageId });
const cardOf = (length: number): Card => ({
  media: PICTURE,
  text: new FormattedString('word '.repeat(length / 5)),
  buttons: BUTTONS,
});

function bench(...outcomes: readonly SendOutcome[]) {
  const sent: OutgoingMessage[] = [];
  const left = [...outcomes];
  const context = {
    send: async (message: OutgoingMessage) => {
      sent.push(message);
      return left.shift() ?? SENT(99);
    },
    speeches: { ofTarget: () => PLAIN_SPEECH },
    directory: createChatDirectory([], []),
    flags: createChatFlags(createMemoryJournal()),
    view: { scales: () => null, position: async () => null, result: async () => null, drawSummary: async () => null },
    partsSent: new Map(),
  };
  const address = { chatId: '-1', topic: 7 };
  return {
    deliver: (card: Card) => deliverCard(context, { address, card, isSilent: true, replyTo: 5, sequence: 1 }),
    /** What each message was: its picture, the length of its text, its buttons. */
    shape: () => sent.map(({ media, text, buttons }) => [media?.fileName ?? null, text.length, buttons.length]),
    sent,
  };
}

describe('a message with a picture', () => {
  test('is one message with the text below, in its topic, silent, as an answer', async () => {
    const { deliver, shape, sent } = bench(SENT(7));
    expect(await deliver(cardOf(1020))).toEqual(SENT(7));
    expect(shape()).toEqual([['a.png', 1020, 1]]);
    expect(sent[0]).toMatchObject({ chatId: '-1', topic: 7, isSilent: true, replyTo: 5 });
  });

  test('has longer text behind it, with the buttons', async () => {
    const { deliver, shape } = bench(SENT(7), SENT(8));
    expect(await deliver(cardOf(1030))).toEqual(SENT(7));
    expect(shape()).toEqual([
      ['a.png', 0, 0],
      [null, 1030, 1],
    ]);
  });

  test('goes on behind the picture where it broke off there', async () => {
    const { deliver, shape } = bench(SENT(7), { type: 'unsure', detail: 'no answer' });
    expect(await deliver(cardOf(1030))).toMatchObject({ type: 'unsure' });
    expect(await deliver(cardOf(1030))).toEqual(SENT(7));
    expect(shape()).toEqual([
      ['a.png', 0, 0],
      [null, 1030, 1],
      [null, 1030, 1],
    ]);
  });

  test('whose text is yet to come brings it, also where the picture cannot be drawn again or is drawn only then', async () => {
    const { text, buttons } = cardOf(1030);
    const plain = { text, buttons };
    const wait = { type: 'wait', waitMs: 3_000 } as const;
    const lost = bench(SENT(7), wait);
    await lost.deliver({ ...plain, media: PICTURE });
    expect(await lost.deliver(plain)).toEqual(SENT(7));
    expect(lost.shape().slice(2)).toEqual([[null, 1030, 1]]);
    const late = bench(SENT(7), wait);
    const long = { ...plain, text: new FormattedString('word '.repeat(1_000)) };
    await late.deliver(long);
    expect(await late.deliver({ ...long, media: PICTURE })).toEqual(SENT(7));
    expect(late.shape().map(([name]) => name)).toEqual([null, null, null]);
  });

  test('goes as text alone where the picture is not taken', async () => {
    const refused = { type: 'bad-media', detail: 'IMAGE_PROCESS_FAILED' } as const;
    const short = bench(refused, SENT(8));
    expect(await short.deliver(cardOf(100))).toEqual(SENT(8));
    expect(short.shape()).toEqual([
      ['a.png', 100, 1],
      [null, 100, 1],
    ]);
    const long = bench(refused, SENT(8));
    expect(await long.deliver(cardOf(1030))).toEqual(SENT(8));
    expect(long.shape()).toEqual([
      ['a.png', 0, 0],
      [null, 1030, 1],
    ]);
  });

  test('goes apart from its text where Telegram counts more than we do', async () => {
    const { deliver, shape } = bench({ type: 'too-long' }, SENT(7), SENT(8));
    expect(await deliver(cardOf(1000))).toEqual(SENT(7));
    expect(shape()).toEqual([
      ['a.png', 1000, 1],
      ['a.png', 0, 0],
      [null, 1000, 1],
    ]);
  });

  test('waits, moves and is told apart as text is', async () => {
    const waiting = bench({ type: 'wait', waitMs: 5 });
    expect(await waiting.deliver(cardOf(100))).toEqual({ type: 'wait', waitMs: 5 });
    const moved = bench({ type: 'no-topic' }, { type: 'moved', chatId: '-100' }, SENT(7));
    expect(await moved.deliver(cardOf(100))).toEqual(SENT(7));
    expect(moved.sent.at(-1)).toMatchObject({ chatId: '-100', topic: null, media: PICTURE });
  });
});

describe('a summary with its picture', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const summary = {
    type: 'summary.weekly',
    fromAt: 0,
    toAt: 604_800_000,
    isLate: false,
    accounts: [],
    alerts: 3,
    refused: 0,
  };
  const message = { type: summary.type, payload: JSON.stringify(summary) } as const;

  test('keeps its place among the messages, and a lost answer makes a marked repeat', async () => {
    const picture = PNG;
    const bench = await createBench({ picture, faults: [{ kind: 'lost-response', method: 'sendPhoto', times: 1 }] });
    await bench.post(1);
    await bench.post(2, 'desk', message);
    await bench.post(3);
    await bench.settled();
    const [first, lost, repeat, last] = bench.telegram.messages(USER);
    expect([first?.text, last?.text]).toEqual([expect.stringContaining('user 1'), expect.stringContaining('user 3')]);
    expect([lost?.photo?.length, repeat?.photo?.length]).toEqual([1, 1]);
    expect([lost?.caption, repeat?.caption]).toEqual([
      expect.not.stringContaining('may be a repeat'),
      expect.stringContaining('may be a repeat'),
    ]);
  });

  test('of which many wait is a line of its own in the message that sums them up, without a picture', async () => {
    const bench = await createBench({ picture: PNG, timings: { staleMs: -1 } });
    await bench.postAll([1, 2], 'desk', message);
    await bench.settled();
    expect(bench.telegram.messages(USER).map(({ photo, text }) => [photo, text?.split('\n').length])).toEqual([
      [undefined, 4],
    ]);
  });

  test('comes as text where photos may not be sent', async () => {
    const description = 'Bad Request: not enough rights to send photos to the chat';
    const bench = await createBench({
      picture: PNG,
      faults: [{ kind: 'bad-request', method: 'sendPhoto', description }],
    });
    await bench.post(2, 'desk', message);
    await bench.settled();
    expect(bench.texts()).toEqual([expect.stringContaining('The week')]);
    expect(bench.outcomes).toEqual(['sent']);
  });
});

test.each([
  [400, 'Bad Request: IMAGE_PROCESS_FAILED', 'bad-media'],
  [400, 'Bad Request: PHOTO_INVALID_DIMENSIONS', 'bad-media'],
  [400, 'Bad Request: not enough rights to send photos to the chat', 'bad-media'],
  [400, 'Bad Request: CHAT_SEND_DOCS_FORBIDDEN', 'bad-media'],
  [400, 'Bad Request: file is too big', 'bad-media'],
  [413, 'Request Entity Too Large', 'bad-media'],
  [400, 'Bad Request: message caption is too long', 'too-long'],
  [400, 'Bad Request: ENTITY_BOUNDS_INVALID', 'bad-markup'],
  [400, 'Bad Request: BUTTON_DATA_INVALID', 'bad-markup'],
  [400, 'Bad Request: failed to parse the reply markup', 'bad-markup'],
  [400, 'Bad Request: TOPIC_CLOSED', 'no-topic'],
  [400, 'Bad Request: TOPIC_DELETED', 'no-topic'],
  [400, 'Bad Request: message thread not found', 'no-topic'],
  [400, "Bad Request: can't parse entities: x", 'bad-markup'],
  [400, 'Bad Request: something new', 'refused'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'gone'],
  [400, 'Bad Request: chat not found', 'gone'],
  [400, 'Bad Request: user is deactivated', 'gone'],
  [401, 'Unauthorized', 'unauthorized'],
  [404, 'Not Found', 'unauthorized'],
  [500, 'Internal Server Error', 'unsure'],
  [null, 'no answer from Telegram', 'unsure'],
] as const)('%s %s is %s', (status, description, type) => {
  expect(toSendOutcome({ status, description, retryAfterMs: null, migratedTo: null }).type).toBe(type);
});
