import { expect, test } from 'vitest';
import fc from 'fast-check';
import { createBotApi } from './bot-api.ts';
import type { Clock } from './clock.ts';
import { createFaultStore } from './faults/fault-store.ts';
import { METHODS } from './methods/methods.ts';
import { postMessage } from './world/post-message.ts';
import { createWebhookSender } from './world/webhook-sender.ts';
import { createWorld } from './world/world.ts';

const GROUP = -1000000000123;
// every wait is over at once
const clock: Clock = {
  now: () => 1_795_000_000_000,
  schedule(_delayMs, callback) {
    queueMicrotask(callback);
    return () => {};
  },
};

function start() {
  const world = createWorld({
    clock,
    seed: 1,
    token: '7:x',
    bot: { id: 7, username: 'desk_bot', name: 'Desk' },
    users: [{ id: 1001, name: 'Alice' }],
    chats: [{ id: GROUP, title: 'Forum', topics: [{ id: 7, name: 'Fills' }] }],
    callbackTtlMs: 15_000,
  });
  for (const room of world.rooms.values()) postMessage(world, room, { from: world.bot, text: 'a message' });
  const fetch = () => Promise.reject(new Error('no network'));
  const webhook = createWebhookSender({ world, clock, fetch, onReply: () => {} });
  return createBotApi({ world, webhook: () => webhook, faults: createFaultStore(world.random) });
}

const names = [
  'chat_id text message_id message_thread_id entities parse_mode reply_markup reply_parameters caption photo document media',
  'callback_query_id commands scope reaction action offset limit timeout allowed_updates name user_id message_ids file_id',
]
  .join(' ')
  .split(' ');
const entity = fc.record({
  type: fc.constantFrom('bold', 'pre', 'text_link'),
  offset: fc.nat(3),
  length: fc.nat(3),
  url: fc.string(),
});
const button = fc.record({ text: fc.string(), callback_data: fc.string(), url: fc.string() }, { requiredKeys: [] });
const value = fc.oneof(
  fc.constantFrom(
    1001,
    GROUP,
    1,
    '1',
    7,
    'HTML',
    'MarkdownV2',
    'typing',
    '<b>x</b>',
    'https://example.com',
    '',
    null,
    -1,
  ),
  fc.string(),
  fc.jsonValue(),
  fc.array(entity, { maxLength: 3 }),
  fc.record({ inline_keyboard: fc.array(fc.array(button, { maxLength: 2 }), { maxLength: 2 }) }),
  fc.record({ message_id: fc.constantFrom(1, 2, '1'), quote: fc.string() }, { requiredKeys: [] }),
  fc.array(fc.record({ command: fc.string(), description: fc.string(), type: fc.string() }, { requiredKeys: [] })),
);

test('any parameters of any method are answered, never a crash', async () => {
  const api = start();
  const methods = Object.keys(METHODS).filter((name) => name !== 'setWebhook' && name !== 'leaveChat');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...methods),
      fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }),
      fc.boolean(),
      async (method, parameters, isForm) => {
        const entries = Object.entries({ chat_id: 1001, message_id: 1, text: 'x', ...parameters });
        const values = new Map<string, unknown>(
          isForm
            ? entries.map(([name, item]) => [name, typeof item === 'string' ? item : JSON.stringify(item)])
            : entries,
        );
        const outcome = await api.call(method, { values, files: new Map() }, new AbortController().signal);
        expect(outcome.kind).toBe('answer');
        if (outcome.kind === 'answer') expect([200, 400, 403, 404, 409]).toContain(outcome.status);
      },
    ),
    { numRuns: 3000 },
  );
});
