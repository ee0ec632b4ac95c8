import { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';
import type { Clock } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import type { CardTruth } from '../desk/card-truth.ts';
import { isFinal } from '../desk/signal-outcome.ts';
import { isRecord } from '../desk/stored-amounts.ts';
import { lines } from '../format/lines.ts';
import { outcomeLabel, outcomeSaid } from '../format/outcome.ts';
import { createChatPauses } from '../outbox/chat-pauses.ts';
import type { SpeechDirectory } from '../outbox/speech-directory.ts';
import type { EditMessage } from './edit-message.ts';

/** A confirm card that was carried out, and where its message is. */
export interface OrderCard {
  readonly nonce: string;
  readonly chatId: string;
  readonly messageId: number;
  /** Whose language its button is in. */
  readonly target: string;
  /** What stands above the line that says what became of it; `null`: its text stays as it is. */
  readonly text: CardText | null;
}

export interface CardText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** Cards whose button follows what becomes of their order until that is over, over restarts. */
export interface OrderCards {
  /** From now on the card's button says what became of its order; the first time when this resolves. */
  track(card: OrderCard): Promise<void>;
  load(): Promise<void>;
  /** Shows what has changed since the last look. */
  look(): Promise<void>;
}

export interface OrderCardsOptions {
  readonly journal: Pick<Journal, 'readFlags' | 'commit'>;
  readonly clock: Pick<Clock, 'now'>;
  /** `null`: the card is not known any more. */
  readonly readTruth: (nonce: string) => Promise<CardTruth | null>;
  readonly edit: EditMessage;
  readonly speeches: Pick<SpeechDirectory, 'ofTarget'>;
  readonly currentId: (chatId: string) => string;
}

interface Tracked {
  readonly card: OrderCard;
  readonly since: number;
  /** Unix ms: before, an order that the exchange has may fill at once, and is not said to rest. */
  restsFrom: number;
  shown: string | null;
  nextAt: number;
  isBusy: boolean;
}

const FLAG = 'card:';
const FILL_MS = 1_500;
/** The longer an order stands, the less often it is looked at. */
const PACES = [
  [30_000, 1_000],
  [600_000, 5_000],
  [Infinity, 60_000],
] as const;

/** As it was stored by `track`. */
function isCardText(value: unknown): value is CardText {
  return isRecord(value) && typeof value['text'] === 'string' && Array.isArray(value['entities']);
}

function parseCard(name: string, value: string): OrderCard | null {
  const stored: unknown = JSON.parse(value);
  if (!isRecord(stored)) return null;
  const { chatId, messageId, target, text } = stored;
  if (typeof chatId !== 'string' || typeof messageId !== 'number' || typeof target !== 'string') return null;
  const kept: OrderCard['text'] = isCardText(text) ? text : null;
  return { nonce: name.slice(FLAG.length), chatId, messageId, target, text: kept };
}

export function createOrderCards(options: OrderCardsOptions): OrderCards {
  const { journal, clock, edit, speeches, currentId } = options;
  const tracked = new Map<string, Tracked>();
  const pauses = createChatPauses();
  let lookedAt = 0;

  /** A clock that was set back keeps no card waiting. */
  function beginAnew(now: number): void {
    for (const entry of tracked.values()) {
      entry.nextAt = 0;
      entry.restsFrom = Math.min(entry.restsFrom, now);
    }
  }
  /** Without it a restart shows nothing further; what is told beside the card is not touched. */
  async function keep(nonce: string, value: string | null): Promise<void> {
    const flag = { type: 'flag-put', name: `${FLAG}${nonce}`, value } as const;
    await journal.commit([flag], { isPatient: true }).catch(() => {});
  }
  async function forget(nonce: string): Promise<void> {
    tracked.delete(nonce);
    await keep(nonce, null);
  }

  async function show(entry: Tracked): Promise<void> {
    const { nonce, chatId, messageId, target, text: kept } = entry.card;
    // under the chat's new id its number is another message's
    if (currentId(chatId) !== chatId) return forget(nonce);
    const now = clock.now();
    const age = now - entry.since;
    entry.nextAt = now + (PACES.find(([until]) => age < until)?.[1] ?? 60_000);
    const truth = await options.readTruth(nonce);
    const { kind, outcome: told, scale } = truth ?? { kind: 'order', outcome: { type: 'working' }, scale: null };
    const outcome = told.type === 'resting' && now < entry.restsFrom ? ({ type: 'working' } as const) : told;
    const speech = speeches.ofTarget(target);
    const label = outcomeLabel(speech, kind, outcome, scale);
    if (label !== entry.shown) {
      const until = pauses.until(chatId, now);
      if (until > now) {
        entry.nextAt = until;
        return;
      }
      const buttons = [[{ type: 'tap', label, data: `c:${nonce}:y` } as const]];
      const said = outcomeSaid(speech, kind, outcome, scale);
      const text = kept === null ? null : lines(new FormattedString(kept.text, [...kept.entities]), said);
      const brokerIds = truth?.brokerIds ?? [];
      const result = await edit({ chatId, messageId, text, buttons, brokerIds });
      if (result.type === 'wait') {
        pauses.put(chatId, now, result.waitMs);
        entry.nextAt = now + result.waitMs;
        return;
      }
      if (result.type === 'unsure') return;
      entry.shown = label;
      if (result.type === 'gone') return forget(nonce);
    }
    if (truth === null || isFinal(truth.outcome)) await forget(nonce);
  }

  async function showOnce(entry: Tracked): Promise<void> {
    if (entry.isBusy) return;
    entry.isBusy = true;
    await show(entry).finally(() => {
      entry.isBusy = false;
    });
  }

  return {
    async track(card) {
      const { nonce, ...place } = card;
      const since = clock.now();
      lookedAt = Math.max(lookedAt, since);
      const entry = { card, since, restsFrom: since + FILL_MS, shown: null, nextAt: 0, isBusy: false };
      tracked.set(nonce, entry);
      await keep(nonce, JSON.stringify(place));
      await showOnce(entry);
    },
    async load() {
      for (const [name, value] of Object.entries(await journal.readFlags())) {
        const card = name.startsWith(FLAG) ? parseCard(name, value) : null;
        if (card === null) continue;
        const since = clock.now();
        tracked.set(card.nonce, { card, since, restsFrom: since, shown: null, nextAt: 0, isBusy: false });
      }
    },
    async look() {
      const now = clock.now();
      if (now < lookedAt) beginAnew(now);
      lookedAt = now;
      for (const entry of tracked.values()) if (entry.nextAt <= clock.now()) await showOnce(entry);
    },
  };
}
