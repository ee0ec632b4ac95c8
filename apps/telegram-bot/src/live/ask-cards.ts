import type { Clock } from '@perpdesk/broker-core';
import type { Journal, OutboxRow } from '@perpdesk/journal/port';
import type { SignalEngine } from '@perpdesk/signals';
import type { Scales } from '../format/amount.ts';
import { askCard } from '../format/ask-card.ts';
import { accountsOf } from '../outbox/accounts-of.ts';
import type { ChatDirectory } from '../outbox/chat-directory.ts';
import { createChatPauses } from '../outbox/chat-pauses.ts';
import { readDeskMessage } from '../outbox/render-row.ts';
import type { SpeechDirectory } from '../outbox/speech-directory.ts';
import { readAskStanding, type AskStanding } from './ask-standing.ts';
import { nextMark } from './countdown-marks.ts';
import type { EditMessage } from './edit-message.ts';

/** Cards on which an alert asks: they count down, and say in every chat what became of it, over restarts. */
export interface AskCards {
  load(): Promise<void>;
  /** These messages stand in their chat now. */
  note(rows: readonly OutboxRow[]): void;
  /** Shows what has changed since the last look. */
  look(): Promise<void>;
}

export interface AskCardsOptions {
  readonly journal: Pick<Journal, 'readFlags' | 'commit' | 'listOutbox' | 'listSignals' | 'listIntents'>;
  readonly engine: Pick<SignalEngine, 'asks' | 'quoteAsk'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly edit: EditMessage;
  readonly scales: Scales;
  readonly directory: Pick<ChatDirectory, 'resolve'>;
  readonly speeches: Pick<SpeechDirectory, 'ofTarget'>;
  readonly currentId: (chatId: string) => string;
}

interface Tracked {
  readonly signalId: string;
  /** By row: what its message shows. */
  readonly shown: Map<number, string>;
  /** Unix ms. */
  nextAt: number;
  overSince: number | null;
}

const FLAG = 'ask-card:';
/** Between two edits of countdowns in a chat: people's own answers need most of what Telegram allows. */
const GAP_MS = { group: 6_000, private: 2_000 } as const;
/** A placed card's orders are looked at less often by and by. */
const SLOW_AFTER_MS = 60_000;
const SLOW_MS = 15_000;

export function createAskCards(options: AskCardsOptions): AskCards {
  const { journal, engine, clock, edit, directory, speeches } = options;
  const tracked = new Map<string, Tracked>();
  /** By row: the chat that its message was sent to. */
  const sentTo = new Map<number, string>();
  const pauses = createChatPauses();
  /** By chat, Unix ms: no countdown before. */
  const editedAt = new Map<string, number>();
  let lookedAt = 0;

  /** A clock that was set back keeps no card waiting. */
  function beginAnew(now: number): void {
    editedAt.clear();
    for (const entry of tracked.values()) {
      entry.nextAt = 0;
      if (entry.overSince !== null) entry.overSince = Math.min(entry.overSince, now);
    }
  }

  async function keep(signalId: string, value: string | null): Promise<void> {
    const flag = { type: 'flag-put', name: `${FLAG}${signalId}`, value } as const;
    await journal.commit([flag], { isPatient: true }).catch(() => {});
  }
  function track(signalId: string): void {
    tracked.set(signalId, { signalId, shown: new Map(), nextAt: 0, overSince: null });
  }
  async function begin(signalId: string): Promise<void> {
    if (tracked.has(signalId)) return;
    track(signalId);
    await keep(signalId, `${clock.now()}`);
  }

  /** Whether the message says so now, or never will. */
  async function show(entry: Tracked, row: OutboxRow, standing: AskStanding): Promise<boolean> {
    const message = readDeskMessage(row);
    const address = directory.resolve(row.target);
    if (message.type !== 'signal.asks' || address === null || row.messageId === null) return true;
    const now = clock.now();
    const chatId = options.currentId(address.chatId);
    // under the chat's new id its number is another message's
    if (chatId !== (sentTo.get(row.sequence) ?? address.chatId)) return true;
    if (pauses.until(chatId, now) > now) return false;
    const isGroup = chatId.startsWith('-');
    const mark = standing.type === 'waits' ? nextMark(standing.answerBy - now, isGroup) : null;
    if (standing.type === 'waits') {
      const isEarly = now - (editedAt.get(chatId) ?? 0) < GAP_MS[isGroup ? 'group' : 'private'];
      if (mark === null || isEarly) return false;
    }
    const shown = standing.type === 'waits' ? { ...standing, now } : standing;
    const card = askCard(speeches.ofTarget(row.target), message, options.scales, shown);
    const key = standing.type === 'waits' ? `${mark}` : JSON.stringify([card.text.text, card.buttons]);
    if (entry.shown.get(row.sequence) === key) return true;
    editedAt.set(chatId, now);
    const { text, buttons } = card;
    const result = await edit({ chatId, messageId: row.messageId, text, buttons, brokerIds: accountsOf(message) });
    if (result.type === 'wait') pauses.put(chatId, now, result.waitMs);
    if (result.type !== 'edited' && result.type !== 'gone') return false;
    entry.shown.set(row.sequence, key);
    return true;
  }

  async function lookAt(entry: Tracked, answerBy: number | null | undefined): Promise<void> {
    const now = clock.now();
    entry.nextAt = entry.overSince !== null && now - entry.overSince > SLOW_AFTER_MS ? now + SLOW_MS : now;
    if (answerBy === null) return;
    const thread = await journal.listOutbox({ thread: entry.signalId });
    const rows = thread.filter(({ type, state }) => type === 'signal.asks' && state !== 'dead');
    const standing =
      answerBy === undefined
        ? await readAskStanding(options, entry.signalId, thread)
        : ({ type: 'waits', answerBy } as const);
    if (standing === null) return;
    if (standing.type === 'over') entry.overSince ??= now;
    let isShown = true;
    for (const row of rows) {
      if (row.state === 'sent' && row.messageId === null) continue;
      isShown = row.state === 'sent' && (await show(entry, row, standing)) && isShown;
    }
    if (standing.type !== 'over' || !standing.isFinal || !isShown) return;
    tracked.delete(entry.signalId);
    for (const { sequence } of rows) sentTo.delete(sequence);
    await keep(entry.signalId, null);
  }

  return {
    async load() {
      for (const name of Object.keys(await journal.readFlags()))
        if (name.startsWith(FLAG)) track(name.slice(FLAG.length));
    },
    note(rows) {
      for (const { type, thread, sequence, target } of rows) {
        if (type !== 'signal.asks' || thread === null) continue;
        const address = directory.resolve(target);
        if (address !== null) sentTo.set(sequence, options.currentId(address.chatId));
        void begin(thread);
      }
    },
    async look() {
      const now = clock.now();
      if (now < lookedAt) beginAnew(now);
      lookedAt = now;
      const open = new Map(engine.asks().map(({ signalId, answerBy }) => [signalId, answerBy]));
      for (const signalId of open.keys()) await begin(signalId);
      for (const entry of tracked.values())
        if (entry.nextAt <= clock.now()) await lookAt(entry, open.get(entry.signalId));
    },
  };
}
