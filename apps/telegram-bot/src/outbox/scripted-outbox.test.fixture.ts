import { decimal, silentLogger } from '@perpdesk/broker-core';
import { createFakeClock, fakeInstrument, fakePosition, type FakeClock } from '@perpdesk/broker-core/testing';
import { createMemoryJournal } from '@perpdesk/journal/memory';
import type { Journal, OutboxMessage, OutboxRow } from '@perpdesk/journal/port';
import { PLAIN_SPEECH } from '../language/speech.ts';
import type { EditOutcome, MessageEdit } from '../live/edit-message.ts';
import type { MayHear } from '../rights/may-hear.ts';
import { NOON } from '../testing/desk-bench.ts';
import { createChatDirectory } from './chat-directory.ts';
import { createChatFlags, type ChatFlags } from './chat-flags.ts';
import type { OutgoingMessage, SendOutcome } from './outgoing-message.ts';
import { createOutboxWorker, type OutboxWorker } from './outbox-worker.ts';

export const SENT: SendOutcome = { type: 'sent', messageId: 1 };
export const UNSURE: SendOutcome = { type: 'unsure', detail: 'no answer' };

export interface ScriptedOutbox {
  readonly journal: Journal;
  readonly clock: FakeClock;
  readonly worker: OutboxWorker;
  readonly flags: ChatFlags;
  /** What was sent, in order: `chat/topic: text`. */
  readonly sent: readonly string[];
  readonly edits: readonly MessageEdit[];
  /** The rows that waited at each send, as the journal had them then. */
  readonly seen: readonly (readonly OutboxRow[])[];
  /** One commit; ends when the worker rests. */
  post(...messages: readonly (Partial<OutboxMessage> & { readonly target: string })[]): Promise<void>;
  pass(ms: number): Promise<void>;
}

interface Script {
  /** By turns; when they are over, all is taken. */
  readonly sends?: readonly SendOutcome[];
  readonly edits?: readonly EditOutcome[];
  readonly mayHear?: MayHear;
  /** Default: one that stands at noon. */
  readonly clock?: FakeClock;
}

/** The outbox over a Telegram that answers as it is told to, on a clock that stands at noon. */
export async function createScriptedOutbox({
  sends = [],
  edits = [],
  mayHear = () => true,
  clock = createFakeClock(NOON),
}: Script): Promise<ScriptedOutbox> {
  const journal = createMemoryJournal({ now: () => clock.now() });
  const flags = createChatFlags(journal);
  const [answers, editAnswers] = [[...sends], [...edits]];
  const sent: string[] = [];
  const seen: (readonly OutboxRow[])[] = [];
  const made: MessageEdit[] = [];
  let messageId = 100;
  let size = 0;
  const position = fakePosition();
  const worker = createOutboxWorker({
    journal,
    clock,
    logger: silentLogger,
    timings: {
      backoffMs: 1_000,
      maxBackoffMs: 60_000,
      sweepMs: 3_600_000,
      cardDelayMs: 0,
      refreshMs: 60_000,
      giveUpMs: 86_400_000,
      staleMs: 600_000,
      burst: 5,
      restMs: 0,
    },
    directory: createChatDirectory(
      [
        { name: 'desk', id: '1', topic: null, notify: {} },
        { name: 'group', id: '-1', topic: 7, notify: {} },
        { name: 'general', id: '-1', topic: null, notify: {} },
      ],
      [],
    ),
    speeches: { ofTarget: () => PLAIN_SPEECH },
    flags,
    notify: { levelFor: () => 'silent' },
    mayHear,
    view: {
      scales: () => null,
      position: async (brokerId) => ({
        brokerId,
        environment: 'paper',
        heardAgoMs: null,
        position: { ...position, quantity: decimal(`${(size += 1)}`) },
        instrument: fakeInstrument(),
        stopPrice: null,
        naked: decimal('0'),
        atStops: null,
        targetPrices: [],
        trailing: [],
        key: 'k',
      }),
      result: async () => null,
      drawSummary: async () => null,
    },
    async send({ chatId, topic, text }: OutgoingMessage) {
      seen.push(await journal.listOutbox({}));
      sent.push(`${chatId}/${topic ?? '-'}: ${text}`);
      const answer = answers.shift() ?? SENT;
      return answer.type === 'sent' ? { type: 'sent', messageId: (messageId += 1) } : answer;
    },
    async edit(edit) {
      made.push(edit);
      return editAnswers.shift() ?? { type: 'edited' };
    },
    ownerTargets: ['desk'],
    observe: () => {},
  });
  let count = 0;
  return {
    journal,
    clock,
    worker,
    flags,
    sent,
    edits: made,
    seen,
    async post(...messages) {
      const changes = messages.map((message) => {
        count += 1;
        const payload = JSON.stringify({ type: 'desk.paused', actor: `user:${count}` });
        const plain = { eventId: `event-${count}`, type: 'desk.paused', priority: 'normal', payload } as const;
        return {
          type: 'outbox-insert',
          message: { ...plain, thread: null, createdAt: clock.now(), ...message },
        } as const;
      });
      await journal.commit(changes);
      worker.wake([...new Set(messages.map(({ target }) => target))]);
      await clock.advance(0);
    },
    pass: (ms) => clock.advance(ms),
  };
}
