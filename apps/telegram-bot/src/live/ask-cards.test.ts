import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { AskQuote, Notice, OpenAsk } from '@perpdesk/signals';
import { createSpeech } from '../language/speech.ts';
import { intentRow, signalRow } from '../testing/story-rows.ts';
import { plain } from '../testing/plain.test.fixture.ts';
import type { MayHear } from '../rights/may-hear.ts';
import { createAskCards } from './ask-cards.ts';
import { nextMark } from './countdown-marks.ts';
import { editWhere, type EditOutcome, type MessageEdit } from './edit-message.ts';

const NOON = Date.UTC(2026, 10, 26, 12);
const SIGNAL = 'a1b2c3d4e5f6';
const ASKS: Notice = {
  type: 'signal.asks',
  signalId: SIGNAL,
  routeId: 'trend',
  symbol: 'BTCUSDT',
  transition: 'open',
  previous: '0',
  next: '1',
  price: '60000',
  legs: [],
  answerMs: 60_000,
  until: NOON + 120_000,
  notes: [],
};
const GONE: AskQuote = { ok: false, code: 'skipped', detail: 'Nothing was sent.' };

/** The card in a private chat, and in a group that speaks German. */
async function bench(
  targets: readonly string[] = ['chat:111', 'chat:-222'],
  { asks = ASKS, mayHear = () => true }: { readonly asks?: Notice; readonly mayHear?: MayHear } = {},
) {
  const journal = createMemoryJournal();
  const right = createFakeClock(NOON);
  let aheadMs = 0;
  const clock = { ...right, now: () => right.now() + aheadMs, set: (ms: number) => void (aheadMs += ms) };
  const edits: MessageEdit[] = [];
  const moved = new Map<string, string>();
  const state: { open: OpenAsk[]; quote: AskQuote; answers: EditOutcome[] } = {
    open: [{ signalId: SIGNAL, answerBy: NOON + 60_000 }],
    quote: GONE,
    answers: [],
  };
  const tell = async (notice: Notice, target: string) => {
    const payload = JSON.stringify(notice);
    const message = { eventId: `${notice.type}${target}`, target, type: notice.type, priority: 'normal' } as const;
    await journal.commit([
      { type: 'outbox-insert', message: { ...message, payload, thread: SIGNAL, createdAt: NOON } },
    ]);
  };
  for (const target of targets) await tell(asks, target);
  for (const row of await journal.listOutbox({ thread: SIGNAL })) {
    const patch = { state: 'sent', messageId: 100 + row.sequence } as const;
    await journal.commit([{ type: 'outbox-update', sequence: row.sequence, patch }]);
  }
  const create = () =>
    createAskCards({
      journal,
      engine: { asks: () => state.open, quoteAsk: async () => state.quote },
      clock,
      edit: editWhere(mayHear, async (edit) => {
        edits.push(edit);
        return state.answers.shift() ?? { type: 'edited' };
      }),
      scales: () => ({ tickSize: decimal('0.1'), stepSize: decimal('0.001') }),
      directory: { resolve: (target) => ({ chatId: target.slice('chat:'.length), topic: null }) },
      speeches: { ofTarget: (target) => createSpeech(target.includes('-') ? 'de' : 'en', 'UTC') },
      currentId: (chatId) => moved.get(chatId) ?? chatId,
    });
  const cards = create();
  /** Second by second. */
  const pass = async (seconds: number, of = cards) => {
    for (let second = 0; second < seconds; second += 1) {
      await clock.advance(1_000);
      await of.look();
    }
  };
  const lastLines = (chatId: string) =>
    edits.filter((it) => it.chatId === chatId).map(({ text }) => plain(text?.text).split('\n').at(-2));
  const labels = (chatId: string) =>
    edits
      .filter((it) => it.chatId === chatId)
      .map(({ buttons }) =>
        buttons
          .flat()
          .map(({ label }) => label)
          .join('|'),
      );
  return { journal, clock, edits, moved, state, create, cards, pass, lastLines, labels, tell };
}

describe('a card on which an alert asks', () => {
  test('counts down at marks, fewer in a group, within what Telegram allows', async () => {
    const { edits, pass, lastLines, labels } = await bench();
    await pass(59);
    expect(lastLines('111')).toEqual(
      ['59 s', '45 s', '30 s', '20 s', '10 s', '5 s'].map(
        (left) => `⏳ ${left} left, until 12:01:00 UTC. Nothing is sent before somebody taps.`,
      ),
    );
    expect(lastLines('-222')).toEqual(
      ['59 s', '30 s', '10 s'].map(
        (left) => `⏳ Noch ${left}, bis 12:01:00 UTC. Gesendet wird erst, wenn jemand tippt.`,
      ),
    );
    expect(new Set(labels('111'))).toEqual(new Set(['Close it|Skip']));
    expect(edits.map(({ messageId }) => messageId)).toEqual(expect.arrayContaining([101, 102]));
  });

  test('of before its group got a new id, where numbers of messages begin anew, is edited no more', async () => {
    const { journal, edits, moved, cards, create, pass, tell } = await bench(['chat:-222', 'room:-333']);
    const [before, other] = await journal.listOutbox({ thread: SIGNAL });
    cards.note([before, other].flatMap((row) => row ?? []));
    moved.set('-222', '-100222');
    await pass(30);
    expect(new Set(edits.map(({ chatId }) => chatId))).toEqual(new Set(['-333']));
    await tell({ ...ASKS, price: '60001' }, 'room:-222');
    const [after] = (await journal.listOutbox({ thread: SIGNAL })).slice(-1);
    const patch = { state: 'sent', messageId: 9 } as const;
    await journal.commit([{ type: 'outbox-update', sequence: after?.sequence ?? 0, patch }]);
    cards.note(after === undefined ? [] : [after]);
    await pass(10);
    const ofGroup = edits.filter(({ chatId }) => chatId === '-100222');
    expect(new Set(ofGroup.map(({ messageId }) => messageId))).toEqual(new Set([9]));
    const count = ofGroup.length;
    await pass(20, create());
    expect(edits.filter(({ chatId }) => chatId === '-100222')).toHaveLength(count);
  });

  test('of two in one group one is edited at a time, six seconds apart', async () => {
    const { clock, edits, cards } = await bench(['chat:-222', 'room:-222']);
    const editedAt: number[] = [];
    for (let second = 1; second <= 59; second += 1) {
      const before = edits.length;
      await clock.advance(1_000);
      await cards.look();
      for (let count = before; count < edits.length; count += 1) editedAt.push(second);
    }
    const gaps = editedAt.slice(1).map((second, index) => second - (editedAt[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(6);
    expect(new Set(edits.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test('of two in one private chat one is edited at a time, two seconds apart', async () => {
    const { clock, edits, cards } = await bench(['chat:111', 'room:111']);
    const editedAt: number[] = [];
    for (let second = 1; second <= 59; second += 1) {
      const before = edits.length;
      await clock.advance(1_000);
      await cards.look();
      for (let count = before; count < edits.length; count += 1) editedAt.push(second);
    }
    const gaps = editedAt.slice(1).map((second, index) => second - (editedAt[index] ?? 0));
    expect(Math.min(...gaps)).toBe(2);
    expect(new Set(edits.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test('says in every chat what became of it, and is left alone then', async () => {
    const { journal, edits, state, pass, lastLines, labels, tell } = await bench();
    await pass(3);
    state.open = [];
    await tell(
      {
        type: 'signal.answered',
        signalId: SIGNAL,
        routeId: 'trend',
        symbol: 'BTCUSDT',
        answer: 'skipped',
        actor: 'user:222',
        accounts: [],
        detail: 'Nothing was sent. The accounts take no part until the strategy’s next entry.',
      },
      'chat:111',
    );
    await pass(1);
    expect(lastLines('111').at(-1)).toBe(
      'Skipped by user 222. Nothing was sent. The accounts take no part until the strategy’s next entry.',
    );
    expect(lastLines('-222').at(-1)).toMatch(/^Übergangen von Benutzer 222\. /);
    expect(['111', '-222'].map((chat) => labels(chat).at(-1))).toEqual(['Skipped', 'Übergangen']);
    expect(await journal.readFlags()).toEqual({});
    const count = edits.length;
    await pass(30);
    expect(edits).toHaveLength(count);
  });

  test('that was answered before the first look says so, too', async () => {
    const { journal, state, cards, pass, labels } = await bench(['chat:111']);
    state.open = [];
    cards.note(await journal.listOutbox({ thread: SIGNAL }));
    await pass(1);
    expect(labels('111')).toEqual(['Skipped']);
  });

  test('that was placed follows its order to the end', async () => {
    const { journal, state, pass, labels, lastLines } = await bench(['chat:111']);
    await pass(1);
    state.open = [];
    state.quote = { ok: false, code: 'placed', detail: 'user:222 placed it already.' };
    await journal.acceptSignal(signalRow({ id: SIGNAL, state: 'planned' }), []);
    const row = intentRow({ signalId: SIGNAL, state: 'sending', filledQuantity: '0', averagePrice: null });
    await journal.commit([{ type: 'intent-insert', intent: row }]);
    await pass(1);
    const patch = { state: 'rejected', code: 'insufficient-margin', detail: 'Margin is insufficient.' } as const;
    await journal.commit([{ type: 'intent-update', id: row.id, version: row.version, patch }]);
    await pass(2);
    expect(labels('111').slice(1)).toEqual(['⏳ On its way', '✗ Refused']);
    expect(lastLines('111').at(-1)).toBe(
      'Placed. Refused: nothing is at the exchange. Margin is insufficient. Order less, raise the leverage or add money.',
    );
  });

  test('over a restart: what ended meanwhile is shown as ended', async () => {
    const { journal, state, pass, create, labels } = await bench(['chat:111']);
    await pass(1);
    expect(Object.keys(await journal.readFlags())).toEqual([`ask-card:${SIGNAL}`]);
    state.open = [];
    state.quote = { ok: false, code: 'expired', detail: 'Nobody answered in time; nothing was sent.' };
    const next = create();
    await next.load();
    await pass(1, next);
    expect(labels('111').at(-1)).toBe('Expired');
    expect(await journal.readFlags()).toEqual({});
  });

  test('is not called over while the engine cannot say', async () => {
    const { edits, state, pass } = await bench(['chat:111']);
    await pass(1);
    state.open = [];
    state.quote = { ok: false, code: 'not-ready', detail: 'The desk is not ready.' };
    await pass(5);
    expect(edits).toHaveLength(1);
  });

  test('waits as long as Telegram says, and is not edited for a time that is not known', async () => {
    const { state, edits, pass, lastLines } = await bench(['chat:111']);
    state.open = [{ signalId: SIGNAL, answerBy: null }];
    await pass(5);
    expect(edits).toEqual([]);
    state.open = [{ signalId: SIGNAL, answerBy: NOON + 60_000 }];
    state.answers.push({ type: 'wait', waitMs: 20_000 });
    await pass(25);
    expect(lastLines('111').map((line) => line?.slice(0, 6))).toEqual(['⏳ 54 s', '⏳ 34 s', '⏳ 30 s']);
  });
});

test('a card that asks of an account that its person does not see any more says nothing further', async () => {
  const leg = { kind: 'increase', side: 'buy', positionSide: 'net', quantity: '0.02', notional: '1200' } as const;
  const around = { stopPrice: null, targetPrices: [], detail: null };
  const account = { brokerId: 'other', environment: 'live' } as const;
  const { state, edits, pass } = await bench(undefined, {
    asks: { ...ASKS, legs: [{ account, ...leg, ...around }] },
    mayHear: ({ chatId }, ids = []) => chatId !== '111' || ids.length === 0 || ids.includes('main'),
  });
  await pass(3);
  state.open = [];
  await pass(3);
  expect(edits.length).toBeGreaterThan(1);
  expect(edits.filter(({ chatId }) => chatId === '111')).toEqual([]);
});

test('a clock that was an hour ahead and is set right again: the card counts down, and says what became of it', async () => {
  const { clock, state, pass, lastLines, labels } = await bench(['chat:111']);
  clock.set(3_600_000);
  state.open = [{ signalId: SIGNAL, answerBy: NOON + 3_660_000 }];
  await pass(2);
  expect(lastLines('111')).toHaveLength(1);
  clock.set(-3_600_000);
  state.open = [{ signalId: SIGNAL, answerBy: NOON + 60_000 }];
  await pass(40);
  expect(lastLines('111').length).toBeGreaterThan(2);
  state.open = [];
  await pass(2);
  expect(labels('111').at(-1)).toBe('Skipped');
});

test('a countdown has a mark for what is left', () => {
  const marks = [61_000, 60_000, 44_000, 9_000, 1, 0].map((left) => [nextMark(left, false), nextMark(left, true)]);
  expect(marks).toEqual([
    [120, 120],
    [60, 60],
    [45, 60],
    [10, 10],
    [5, 10],
    [null, null],
  ]);
});
