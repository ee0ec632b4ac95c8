import { describe, expect, test } from 'vitest';
import { createFakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { CardTruth } from '../desk/card-truth.ts';
import type { SignalOutcome } from '../desk/signal-outcome.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { decimal } from '@perpdesk/broker-core';
import { editWhere, type EditOutcome, type MessageEdit } from './edit-message.ts';
import type { MayHear } from '../rights/may-hear.ts';
import { createOrderCards } from './order-cards.ts';

const CARD = { nonce: 'nonce-nonce-nonce-1', chatId: '111', messageId: 7, target: 'desk', text: null };
const FILLED: SignalOutcome = { type: 'filled', filled: decimal('0.01'), price: decimal('60000'), orders: 1 };

function bench(mayHear: MayHear = () => true) {
  const journal = createMemoryJournal();
  const right = createFakeClock(10_000_000);
  let aheadMs = 0;
  const clock = { ...right, now: () => right.now() + aheadMs, set: (ms: number) => void (aheadMs += ms) };
  const edits: MessageEdit[] = [];
  const state: { outcome: SignalOutcome | null; answers: EditOutcome[] } = {
    outcome: { type: 'working' },
    answers: [],
  };
  const truth = (): CardTruth | null =>
    state.outcome === null
      ? null
      : { signalId: 's1', kind: 'order', outcome: state.outcome, scale: null, brokerIds: ['main'] };
  const create = () =>
    createOrderCards({
      journal,
      clock,
      readTruth: async () => truth(),
      edit: editWhere(mayHear, async (edit) => {
        edits.push(edit);
        return state.answers.shift() ?? { type: 'edited' };
      }),
      speeches: { ofTarget: () => PLAIN_SPEECH },
      currentId: (chatId) => (chatId === '-5' ? '-1005' : chatId),
    });
  const labels = () => edits.map(({ buttons }) => buttons[0]?.[0]?.label.replaceAll('\u202f', ' '));
  const flags = async () => Object.keys(await journal.readFlags());
  return { clock, edits, state, create, labels, flags };
}

describe('a card that was carried out', () => {
  test('of before its group got a new id, where numbers of messages begin anew, is edited no more', async () => {
    const { clock, edits, create, flags } = bench();
    const cards = create();
    await cards.track({ ...CARD, chatId: '-1005' });
    await cards.track({ ...CARD, nonce: 'nonce-nonce-nonce-2', chatId: '-5' });
    await clock.advance(1_000);
    await cards.look();
    expect(edits.map(({ chatId }) => chatId)).toEqual(['-1005']);
    expect(await flags()).toEqual(['card:nonce-nonce-nonce-1']);
  });

  test('follows what becomes of its order until that is over', async () => {
    const { clock, edits, state, create, labels, flags } = bench();
    const cards = create();
    await cards.track(CARD);
    await clock.advance(1_000);
    await cards.look();
    state.outcome = { type: 'resting' };
    await clock.advance(1_000);
    await cards.look();
    state.outcome = FILLED;
    await clock.advance(1_000);
    await cards.look();
    expect(labels()).toEqual(['⏳ On its way', '⏳ At the exchange', '✓ Filled 0.01 at 60 000']);
    expect(edits.at(-1)).toMatchObject({
      chatId: '111',
      messageId: 7,
      text: null,
      buttons: [[{ type: 'tap', data: 'c:nonce-nonce-nonce-1:y' }]],
    });
    expect(await flags()).toEqual([]);
    state.outcome = { type: 'working' };
    await clock.advance(60_000);
    await cards.look();
    expect(edits).toHaveLength(3);
  });

  test.each([['its order'], ['a wait that Telegram asked for']])(
    'a clock that is set back by an hour delays no word of %s',
    async (what) => {
      const { clock, state, create, labels } = bench();
      const cards = create();
      await cards.track(CARD);
      state.outcome = FILLED;
      if (what !== 'its order') {
        state.answers = [{ type: 'wait', waitMs: 5_000 }];
        await clock.advance(1_000);
        await cards.look();
      }
      clock.set(-3_600_000);
      for (let second = 0; second < 12; second += 1) {
        await clock.advance(1_000);
        await cards.look();
      }
      expect(labels().at(-1)).toBe('✓ Filled 0.01 at 60 000');
      expect(labels()).toHaveLength(what === 'its order' ? 2 : 3);
    },
  );

  test('does not say that its order rests while it may fill at once', async () => {
    const { clock, state, create, labels } = bench();
    const cards = create();
    state.outcome = { type: 'resting' };
    await cards.track(CARD);
    await clock.advance(1_000);
    await cards.look();
    state.outcome = FILLED;
    await clock.advance(1_000);
    await cards.look();
    expect(labels()).toEqual(['⏳ On its way', '✓ Filled 0.01 at 60 000']);
    // one that has stood since before a restart rests
    state.outcome = { type: 'resting' };
    await create().track(CARD);
    const next = create();
    await next.load();
    await next.look();
    expect(labels().slice(2)).toEqual(['⏳ On its way', '⏳ At the exchange']);
  });

  test('its text says so in place of how long it waited', async () => {
    const { edits, state, create } = bench();
    const text = { text: 'LONG BTCUSDT', entities: [{ type: 'bold' as const, offset: 0, length: 4 }] };
    state.outcome = { type: 'refused', why: { code: 'insufficient-margin', detail: null } };
    await create().track({ ...CARD, text });
    expect(edits[0]?.text).toMatchObject({
      text: 'LONG BTCUSDT\nRefused: nothing is at the exchange. The free balance does not cover the margin. Order less, raise the leverage or add money.',
      entities: text.entities,
    });
  });

  test('over a restart', async () => {
    const { clock, state, create, labels, flags } = bench();
    await create().track(CARD);
    expect(await flags()).toEqual(['card:nonce-nonce-nonce-1']);
    state.outcome = { type: 'refused', why: { code: 'insufficient-margin', detail: null } };
    const next = create();
    await next.load();
    await clock.advance(1_000);
    await next.look();
    expect(labels()).toEqual(['⏳ On its way', '✗ Refused']);
    expect(await flags()).toEqual([]);
  });

  test('waits as long as Telegram says, and goes on then', async () => {
    const { clock, state, create, labels } = bench();
    const cards = create();
    state.answers.push({ type: 'wait', waitMs: 20_000 }, { type: 'unsure' });
    await cards.track(CARD);
    state.outcome = FILLED;
    await clock.advance(19_000);
    await cards.look();
    expect(labels()).toEqual(['⏳ On its way']);
    await clock.advance(1_000);
    await cards.look();
    await clock.advance(1_000);
    await cards.look();
    // the first of these two got no answer
    expect(labels().slice(1)).toEqual(Array(2).fill('✓ Filled 0.01 at 60 000'));
  });

  test('of the same chat waits with it', async () => {
    const { clock, edits, state, create } = bench();
    const cards = create();
    state.answers = [{ type: 'wait', waitMs: 10_000 }];
    await cards.track(CARD);
    await cards.track({ ...CARD, nonce: 'nonce-nonce-nonce-2', messageId: 8 });
    expect(edits.map(({ messageId }) => messageId)).toEqual([7]);
    await clock.advance(10_000);
    await cards.look();
    expect(edits.map(({ messageId }) => messageId)).toEqual([7, 7, 8]);
  });

  test('of an account that its person does not see any more says nothing further', async () => {
    const seen = new Set(['main']);
    const { clock, state, create, labels, flags } = bench((_chat, ids = []) => ids.every((id) => seen.has(id)));
    const cards = create();
    await cards.track(CARD);
    seen.clear();
    state.outcome = FILLED;
    await clock.advance(1_000);
    await cards.look();
    expect(labels()).toEqual(['⏳ On its way']);
    expect(await flags()).toEqual([]);
  });

  test('whose message is gone is left', async () => {
    const { state, create, flags } = bench();
    state.answers.push({ type: 'gone' });
    await create().track(CARD);
    expect(await flags()).toEqual([]);
  });

  test('a long-standing order is looked at once a minute', async () => {
    const { clock, state, create, edits } = bench();
    const cards = create();
    state.outcome = { type: 'resting' };
    await cards.track(CARD);
    await clock.advance(3_600_000);
    await cards.look();
    state.outcome = FILLED;
    await clock.advance(30_000);
    await cards.look();
    expect(edits).toHaveLength(2);
    await clock.advance(30_000);
    await cards.look();
    expect(edits).toHaveLength(3);
  });
});
