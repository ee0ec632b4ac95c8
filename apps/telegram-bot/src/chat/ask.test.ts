import { describe, expect, test } from 'vitest';
import type { AskResult } from '@perpdesk/signals';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';

const SIGNAL = '0123456789ab';
const PLACE = `a:${SIGNAL}:p`;
const SKIP = `a:${SIGNAL}:s`;

const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);
const labels = (bench: ChatBench) =>
  bench.sent
    .filter(({ method }) => method === 'editMessageReplyMarkup')
    .map(({ payload }) => JSON.stringify(payload['reply_markup']).match(/"text":"([^"]*)"/)?.[1]);

describe('a tap on an alert’s card', () => {
  test('Place reaches the engine with who tapped, and the card says so', async () => {
    const bench = await createChatBench();
    await bench.tap(PLACE);
    expect(bench.engine.answers).toEqual([{ signalId: SIGNAL, decision: 'place', actor: 'user:111' }]);
    expect(toasts(bench)).toEqual(['Placing on main.']);
    expect(labels(bench)).toEqual(['⏳ On its way']);
  });

  test('Skip too', async () => {
    const bench = await createChatBench();
    await bench.tap(SKIP);
    expect(bench.engine.answers).toMatchObject([{ decision: 'skip' }]);
    expect(toasts(bench)).toEqual(['Skipped. Nothing was sent.']);
    expect(labels(bench)).toEqual(['Skipped']);
  });

  test('a trader answers for their accounts alone: the engine hears which', async () => {
    const bench = await createChatBench();
    await bench.tap(PLACE, { from: 222, chatId: 111 });
    expect(bench.engine.answers).toEqual([
      { signalId: SIGNAL, decision: 'place', actor: 'user:222', brokerIds: ['main'] },
    ]);
  });

  test.each([PLACE, SKIP])('a viewer and a stranger reach nothing with %s', async (data) => {
    const bench = await createChatBench();
    await bench.tap(data, { from: 333, chatId: 111 });
    await bench.tap(data, { from: 666, chatId: 111 });
    expect(bench.engine.answers).toEqual([]);
    expect(toasts(bench)).toEqual([
      'Your role is viewer: it may look, not answer.',
      'You have no access to this desk.',
    ]);
    expect(labels(bench)).toEqual([]);
  });

  const LATE: readonly (readonly [Extract<AskResult, { readonly ok: false }>, string, string | null])[] = [
    [{ ok: false, code: 'placed', detail: 'user:222 placed it already.' }, 'User 222 placed it already.', null],
    [
      { ok: false, code: 'skipped', detail: 'Nothing was sent.' },
      'This card was skipped already. Nothing was sent.',
      'Skipped',
    ],
    [{ ok: false, code: 'expired', detail: '' }, 'This card has expired. Nothing was sent.', 'Expired'],
    [{ ok: false, code: 'voided', detail: 'The desk was paused.' }, 'The desk was paused.', 'Void'],
    [
      { ok: false, code: 'refused', detail: 'The symbol’s limit would be passed.' },
      'Not placed. The symbol’s limit would be passed.',
      'Not placed',
    ],
    [{ ok: false, code: 'unknown', detail: '' }, 'This card is not known any more. This tap did nothing.', 'Expired'],
    [
      { ok: false, code: 'foreign', detail: 'The card is for accounts that are not yours.' },
      'The card is for accounts that are not yours.',
      null,
    ],
    [{ ok: false, code: 'not-ready', detail: 'The desk is not ready.' }, 'The desk is not ready.', null],
  ];
  test.each(LATE)('that comes too late or is not theirs: %j', async (reply, toast, label) => {
    const bench = await createChatBench();
    bench.engine.decide = async () => reply;
    await bench.tap(PLACE);
    expect(toasts(bench)).toEqual([toast]);
    expect(labels(bench)).toEqual(label === null ? [] : [label]);
  });

  test('an account whose part is refused is named', async () => {
    const bench = await createChatBench();
    bench.engine.decide = async () => ({
      ok: true,
      decision: 'placed',
      brokerIds: ['main'],
      refused: [{ brokerId: 'scalps', code: 'price-guard', detail: 'The market moved.' }],
    });
    await bench.tap(PLACE);
    expect(toasts(bench)).toEqual(['Placing on main. Not on scalps: The market moved.']);
  });

  test('data that was made up reaches nothing', async () => {
    const bench = await createChatBench();
    await bench.tap('a:ZZZZ:p');
    await bench.tap(`a:${SIGNAL}:x`);
    expect(bench.engine.answers).toEqual([]);
    expect(toasts(bench)).toEqual(Array(2).fill('This button is no longer in use.'));
  });

  test('its data fits Telegram’s 64 bytes', () => {
    expect(Buffer.byteLength(PLACE)).toBeLessThanOrEqual(64);
  });
});
