import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { openJournal } from '@perpdesk/journal';
import type { JournalChange } from '@perpdesk/journal/port';
import { Api } from 'grammy';
import { PLAIN_SPEECH } from '../language/speech.ts';
import { createEditMessage } from '../live/edit-message.ts';
import { createNotifyBook } from '../notify/notify-book.ts';
import { createChatDirectory } from '../outbox/chat-directory.ts';
import { createChatFlags } from '../outbox/chat-flags.ts';
import { createOutboxWorker } from '../outbox/outbox-worker.ts';
import { createPictureRenderer } from '../picture/render-picture.ts';
import { createPoller } from '../receive/poller.ts';
import { createSendMessage } from '../telegram/send-message.ts';
import { soakMessage } from './soak-message.test.fixture.ts';
import { chatsOfSoak, eventOfSoak } from './soak-plan.test.fixture.ts';

/** Events in one commit, and as many messages as may wait before more are made. */
const BATCH = 20;
const MOST_WAITING = 400;
const NEXT = 'soak-next';

const [, , url = '', token = '', file = '', events = '0', chats = '0', seed = '0'] = process.argv;
const plan = { events: Number(events), chats: Number(chats), seed: Number(seed) };

/** One life of the desk of the delivery soak: makes events where the last life broke off, and tells them. */
const journal = await openJournal(`sqlite:${file}`);
const flags = createChatFlags(journal);
await flags.load();
const directory = createChatDirectory(
  chatsOfSoak(plan).map(({ name, id }) => ({ name, id: `${id}`, topic: null, notify: {} })),
  [],
);
/** What daily summaries bring. */
const picture = await createPictureRenderer({ clock: systemClock, logger: silentLogger, patienceMs: 60_000 })(
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#147"/></svg>',
);
if (picture === null) throw new Error('No picture can be drawn here.');
const api = new Api(token, { apiRoot: url, timeoutSeconds: 10 });
const outbox = createOutboxWorker({
  journal,
  clock: systemClock,
  logger: silentLogger,
  timings: {
    backoffMs: 5,
    maxBackoffMs: 200,
    sweepMs: 500,
    cardDelayMs: 20,
    refreshMs: 60_000,
    giveUpMs: 3_600_000,
    staleMs: 600_000,
    burst: 5,
    restMs: 20,
  },
  directory,
  flags,
  notify: createNotifyBook({ journal, directory, now: () => systemClock.now() }),
  speeches: { ofTarget: () => PLAIN_SPEECH },
  view: { scales: () => null, position: async () => null, result: async () => null, drawSummary: async () => picture },
  send: createSendMessage(api),
  edit: createEditMessage(api),
  ownerTargets: [],
  observe: () => {},
});
const poller = createPoller({
  api: new Api(token, { apiRoot: url, timeoutSeconds: 20 }),
  async store(updates) {
    for (const { message } of updates) {
      if (message !== undefined && (await flags.setAlive(`${message.chat.id}`))) outbox.wake();
    }
  },
  clock: systemClock,
  logger: silentLogger,
  timings: { pollSeconds: 1, backoffMs: 10, maxBackoffMs: 100, conflictMs: 50 },
  jitter: () => 0.5,
  onConflict: () => {},
});
outbox.wake();
poller.start();
let next = Number((await journal.readFlags())[NEXT] ?? '0');
while (next < plan.events) {
  const end = Math.min(plan.events, next + BATCH);
  const changes: JournalChange[] = [];
  const targets = new Set<string>();
  for (let id = next; id < end; id += 1) {
    const { isCritical, targets: mine } = eventOfSoak(plan, id);
    const payload = soakMessage(id, isCritical);
    for (const target of mine) {
      targets.add(target);
      const message = {
        eventId: `event-${id}`,
        target,
        type: payload.type,
        priority: isCritical ? 'critical' : 'normal',
        payload: JSON.stringify(payload),
        thread: null,
        createdAt: systemClock.now(),
      } as const;
      changes.push({ type: 'outbox-insert', message });
    }
  }
  await journal.commit([...changes, { type: 'flag-put', name: NEXT, value: `${end}` }]);
  next = end;
  outbox.wake([...targets]);
  while ((await journal.outboxDepth()).pending > MOST_WAITING) await wait(20);
}
for (let depth = await journal.outboxDepth(); depth.pending > 0; depth = await journal.outboxDepth()) await wait(20);
const { dead } = await journal.outboxDepth();
await Promise.all([outbox.stop(), poller.stop()]);
await journal.close();
process.stdout.write(`dead ${dead}\n`);
process.exit(0);
