import type { OutboxMessage, OutboxRow } from '@perpdesk/journal/port';
import type { Card } from '../format/card.ts';
import type { ChatAddress, ChatDirectory } from './chat-directory.ts';
import type { ChatFlags } from './chat-flags.ts';
import { readDeskMessage, type DeskView } from './render-row.ts';
import type { OutgoingMessage, SendMessage, SendOutcome } from './outgoing-message.ts';
import type { SpeechDirectory } from './speech-directory.ts';
import { splitCard } from './split-card.ts';

export interface DeliveryContext {
  readonly send: SendMessage;
  readonly directory: ChatDirectory;
  readonly flags: ChatFlags;
  readonly view: DeskView;
  readonly speeches: Pick<SpeechDirectory, 'ofTarget'>;
  /**
   * What Telegram took already, by row: a long message goes on where it broke off. `texts`: how many of its texts; a picture
   * before them counts as none, for it may be missing where the row is drawn again.
   */
  readonly partsSent: Map<number, { readonly texts: number; readonly messageId: number }>;
}

/** How a delivery ended for now. */
export type Delivery =
  | Extract<SendOutcome, { readonly type: 'sent' | 'wait' | 'gone' | 'refused' | 'unsure' | 'unauthorized' }>
  /** There is nothing to show any more. */
  | { readonly type: 'skipped' };

const PART = 3500;
/** Of a picture or file that nobody takes: the text that follows is all there is. */
const NO_MESSAGE = 0;

/** One message; what Telegram refuses for its form is sent again in a form that it takes. */
async function sendOne(
  context: DeliveryContext,
  message: OutgoingMessage,
): Promise<Delivery | { readonly type: 'too-long' }> {
  let current = message;
  // each refusal leaves something out, so this ends
  for (;;) {
    const outcome = await context.send(current);
    switch (outcome.type) {
      case 'bad-markup':
        if (current.entities.length === 0 && current.buttons.length === 0)
          return { type: 'refused', detail: outcome.detail };
        current = current.entities.length > 0 ? { ...current, entities: [] } : { ...current, buttons: [] };
        break;
      case 'bad-media':
        if (current.media === null) return { type: 'refused', detail: outcome.detail };
        if (current.text === '') return { type: 'sent', messageId: NO_MESSAGE };
        current = { ...current, media: null };
        break;
      case 'no-topic':
        if (current.topic === null) return { type: 'refused', detail: 'the topic does not exist' };
        current = { ...current, topic: null };
        break;
      case 'moved':
        if (outcome.chatId === current.chatId) return { type: 'refused', detail: 'the chat moved to itself' };
        await context.flags.setMoved(message.chatId, outcome.chatId);
        current = { ...current, chatId: outcome.chatId };
        break;
      default:
        return outcome;
    }
  }
}

/** What a delivery is of, and how it goes out. */
export interface DeliveryRequest {
  readonly address: ChatAddress;
  readonly card: Card;
  readonly isSilent: boolean;
  readonly replyTo: number | null;
  /** Under which its parts are remembered: the first row's. */
  readonly sequence: number;
}

/** Sends one card to its chat, in parts where it must be. Nothing is written but where the chat is. */
export async function deliverCard(context: DeliveryContext, request: DeliveryRequest, max?: number): Promise<Delivery> {
  const { address, card, isSilent, replyTo, sequence } = request;
  const parts = splitCard(card, max === undefined ? {} : { maxText: max, maxCaption: 0 });
  const done = context.partsSent.get(sequence);
  let messageId = done?.messageId ?? NO_MESSAGE;
  let texts = 0;
  for (const { media, text, buttons } of parts) {
    if (text !== null) texts += 1;
    if (done !== undefined && texts <= done.texts) continue;
    const outcome = await sendOne(context, {
      ...address,
      isSilent,
      replyTo,
      // what goes on has its picture, or goes on without one
      media: done === undefined ? media : null,
      text: text?.text ?? '',
      entities: text?.entities ?? [],
      buttons,
    });
    if (outcome.type === 'too-long') {
      return max === undefined
        ? await deliverCard(context, request, PART)
        : { type: 'refused', detail: 'the message is too long' };
    }
    if (outcome.type !== 'sent') return outcome;
    if (messageId === NO_MESSAGE) messageId = outcome.messageId;
    context.partsSent.set(sequence, { texts, messageId });
  }
  context.partsSent.delete(sequence);
  return { type: 'sent', messageId };
}

/** What follows a delivered row: a fill is followed by its position's card. */
export function followUp(row: OutboxRow, now: number): OutboxMessage | null {
  const message = readDeskMessage(row);
  if (message.type !== 'order.filled') return null;
  const { account, symbol, positionSide } = message;
  return {
    eventId: `${row.eventId}:position`,
    target: row.target,
    type: 'position.card',
    priority: 'normal',
    payload: JSON.stringify({ type: 'position.card', account, symbol, positionSide }),
    thread: row.thread,
    createdAt: now,
  };
}
