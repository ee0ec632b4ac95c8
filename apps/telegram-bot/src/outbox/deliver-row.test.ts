import { describe, expect, test } from 'vitest';
import { FormattedString } from '@grammyjs/parse-mode';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { OutboxRow } from '@perpdesk/journal/port';
import fc from 'fast-check';
import { decimal } from '@perpdesk/broker-core';
import { fakePosition } from '@perpdesk/broker-core/testing';
import type { PositionReport } from '../desk/account-reports.ts';
import { createChatDirectory } from './chat-directory.ts';
import { createChatFlags } from './chat-flags.ts';
import { deliverCard, followUp, type Delivery } from './deliver-row.ts';
import { levelOf } from '../notify/notify-level.ts';
import type { OutgoingMessage, SendOutcome } from './outgoing-message.ts';
import { renderBundle } from './render-bundle.ts';
import { splitText } from './split-text.ts';
import { PLAIN_SPEECH } from '../language/speech.ts';

function rowOf(payload: Readonly<Record<string, unknown>> & { readonly type: string }, sequence = 1): OutboxRow {
  return {
    eventId: 'e1',
    target: 'desk',
    type: payload.type,
    priority: 'normal',
    payload: JSON.stringify(payload),
    thread: 's1',
    createdAt: 1,
    sequence,
    state: 'pending',
    attempts: 0,
    nextAt: 0,
    maybeDuplicate: false,
    messageId: null,
    error: null,
  };
}
const LOST = {
  type: 'broker.disconnected',
  account: { brokerId: 'main', environment: 'live' },
  detail: 'No answer.',
} as const;
const SENT: SendOutcome = { type: 'sent', messageId: 7 };

function bench(outcomes: readonly SendOutcome[], position: PositionReport | null = null) {
  const sent: OutgoingMessage[] = [];
  const left = [...outcomes];
  const context = {
    send: async (message: OutgoingMessage) => {
      sent.push(message);
      return left.shift() ?? SENT;
    },
    speeches: { ofTarget: () => PLAIN_SPEECH },
    directory: createChatDirectory([{ name: 'desk', id: '-1', topic: 7, notify: {} }], []),
    flags: createChatFlags(createMemoryJournal()),
    view: {
      scales: () => null,
      position: async () => position,
      result: async () => null,
      drawSummary: async () => null,
    },
    partsSent: new Map(),
  };
  const options = { isSilent: true, replyTo: 5 };
  return {
    sent,
    async deliver(row: OutboxRow): Promise<Delivery> {
      const times = { now: 1, staleMs: 1 };
      const { card } = await renderBundle({ type: 'one', rows: [row] }, context.view, PLAIN_SPEECH, times);
      if (card === null) return { type: 'skipped' };
      const address = { chatId: '-1', topic: 7 };
      return await deliverCard(context, { ...options, address, card, sequence: row.sequence });
    },
  };
}

describe('one delivery', () => {
  test('says chat, topic, entities, silence and what it answers', async () => {
    const { sent, deliver } = bench([]);
    expect(await deliver(rowOf(LOST))).toEqual(SENT);
    expect(sent).toEqual([
      {
        chatId: '-1',
        topic: 7,
        media: null,
        text: '⚠️ LIVE main · not connected\nNo answer.',
        entities: expect.arrayContaining([expect.objectContaining({ type: 'bold' })]),
        buttons: [],
        isSilent: true,
        replyTo: 5,
      },
    ]);
  });

  test('goes plain where Telegram does not take the entities', async () => {
    const { sent, deliver } = bench([{ type: 'bad-markup', detail: 'x' }]);
    expect(await deliver(rowOf(LOST))).toEqual(SENT);
    expect(sent.map(({ entities }) => entities.length)).toEqual([2, 0]);
  });

  test('ends when plain text is not taken either', async () => {
    const { sent, deliver } = bench(Array(5).fill({ type: 'bad-markup', detail: 'x' }));
    expect(await deliver(rowOf(LOST))).toEqual({ type: 'refused', detail: 'x' });
    expect(sent).toHaveLength(2);
  });

  test('splits what is too long, at lines, and goes on where it broke off', async () => {
    const row = rowOf({
      type: 'signal.noted',
      signalId: 's1',
      routeId: 'news',
      text: Array.from({ length: 300 }, (_, index) => `line ${index} of many`).join('\n'),
      receivedAt: 0,
      notes: [],
    });
    const { sent, deliver } = bench([SENT, { type: 'unsure', detail: 'no answer' }]);
    expect(await deliver(row)).toMatchObject({ type: 'unsure' });
    expect(await deliver(row)).toEqual(SENT);
    expect(sent).toHaveLength(3);
    expect(sent[1]?.text).toBe(sent[2]?.text);
    expect(sent[0]?.text.endsWith('many\n')).toBe(true);
  });

  test('a position that is gone meanwhile has no card', async () => {
    const row = rowOf({ type: 'position.card', account: LOST.account, symbol: 'BTCUSDT', positionSide: 'net' });
    expect(await bench([]).deliver(row)).toEqual({ type: 'skipped' });
    const report = {
      brokerId: 'main',
      environment: 'live',
      heardAgoMs: null,
      position: fakePosition(),
      instrument: null,
      stopPrice: null,
      naked: decimal('0.01'),
      atStops: null,
      targetPrices: [],
      trailing: [],
      key: 'k'.repeat(16),
    } as const;
    const { sent, deliver } = bench([], report);
    await deliver(row);
    expect(sent[0]?.text).toContain('LIVE main · BTCUSDT LONG 0.01 · 10x cross');
    expect(sent[0]?.buttons).toHaveLength(4);
  });

  test('a fill, and nothing else, is followed by its position’s card', () => {
    const fill = { type: 'order.filled', account: LOST.account, symbol: 'BTCUSDT', positionSide: 'net' };
    expect(followUp(rowOf(fill), 9)).toMatchObject({ eventId: 'e1:position', type: 'position.card', thread: 's1' });
    expect(followUp(rowOf(LOST), 9)).toBeNull();
  });
});

describe('splitting', () => {
  test('loses nothing and keeps every part within the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 4, max: 40 }), (text, max) => {
        const parts = splitText(FormattedString.bold(text), max);
        expect(parts.every((part) => part.text.length <= max)).toBe(true);
        const joined = parts.map((part) => part.text).join('');
        if (text.length <= max) return;
        expect(text.replaceAll(/\s/g, '')).toBe(joined.replaceAll(/\s/g, ''));
      }),
    );
  });
});

describe('loudness', () => {
  test('is the chat’s wish, but for what nobody may miss', () => {
    expect(levelOf('order.filled')).toBe('loud');
    expect(levelOf('order.filled', { 'order.filled': 'off' })).toBe('off');
    expect(levelOf('signal.received')).toBe('silent');
    expect(levelOf('panic.finished', { all: 'off', 'panic.finished': 'off' })).toBe('loud');
  });

  test('the narrowest word counts, and the chat’s own over the configuration’s', () => {
    const config = { all: 'off', order: 'silent', 'order.rejected': 'loud' } as const;
    expect(levelOf('signal.received', {}, config)).toBe('off');
    expect(levelOf('order.filled', {}, config)).toBe('silent');
    expect(levelOf('order.rejected', {}, config)).toBe('loud');
    expect(levelOf('targets.merged', {}, { stop: 'off' })).toBe('off');
    expect(levelOf('order.rejected', { 'order.rejected': 'off' }, config)).toBe('off');
  });
});
