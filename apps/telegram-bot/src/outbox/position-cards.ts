import type { Clock } from '@perpdesk/broker-core';
import type { OutboxRow } from '@perpdesk/journal/port';
import type { Card } from '../format/card.ts';
import type { EditMessage } from '../live/edit-message.ts';
import type { ChatAddress } from './chat-directory.ts';
import type { Delivery } from './deliver-row.ts';
import { readDeskMessage } from './render-row.ts';

/** So many cards are remembered. */
const MOST = 500;

export interface PositionCardsOptions {
  readonly edit: EditMessage;
  readonly clock: Pick<Clock, 'now'>;
  /** For so long a card is brought up to date where it stands, ms; later a new one is sent. */
  readonly refreshMs: number;
}

/** The newest card of each position in each chat: a fill soon after brings it up to date, in place of a second one below it. */
export interface PositionCards {
  /** `null`: no such card stands there, so one is to be sent. */
  refresh(address: ChatAddress, row: OutboxRow, card: Card): Promise<Delivery | null>;
  /** That row's card stands there now. */
  note(address: ChatAddress, row: OutboxRow, messageId: number): void;
}

function keyOf({ chatId, topic }: ChatAddress, row: OutboxRow): string | null {
  const message = readDeskMessage(row);
  if (message.type !== 'position.card') return null;
  return [chatId, topic, message.account.brokerId, message.symbol, message.positionSide].join(' ');
}

export function createPositionCards({ edit, clock, refreshMs }: PositionCardsOptions): PositionCards {
  /** `at`: when it was sent, however often it was edited since. */
  const cards = new Map<string, { readonly messageId: number; readonly at: number }>();
  return {
    async refresh(address, row, { text, buttons, media = null }) {
      const key = keyOf(address, row);
      const known = key === null ? undefined : cards.get(key);
      if (key === null || known === undefined || media !== null || clock.now() - known.at > refreshMs) return null;
      const { messageId } = known;
      const outcome = await edit({ chatId: address.chatId, messageId, text, buttons });
      switch (outcome.type) {
        case 'edited':
          return { type: 'sent', messageId };
        case 'wait':
          return outcome;
        case 'unsure':
          return { type: 'unsure', detail: 'no answer to an edit' };
        case 'gone':
          cards.delete(key);
          return null;
        default:
          return outcome satisfies never;
      }
    },
    note(address, row, messageId) {
      const key = keyOf(address, row);
      if (key === null || cards.get(key)?.messageId === messageId) return;
      cards.delete(key);
      cards.set(key, { messageId, at: clock.now() });
      const [oldest] = cards.size > MOST ? cards.keys() : [];
      if (oldest !== undefined) cards.delete(oldest);
    },
  };
}
