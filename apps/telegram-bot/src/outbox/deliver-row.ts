import type { OutboxMessage, OutboxRow } from '@perpdesk/journal/port';
import type { Card } from '../format/card.ts';
import type { ChatDirectory } from './chat-directory.ts';
import type { ChatFlags } from './chat-flags.ts';
import { readDeskMessage, renderRow, type DeskView } from './render-row.ts';
import type { OutgoingMessage, SendMessage, SendOutcome } from './outgoing-message.ts';
import type { SpeechDirectory } from './speech-directory.ts';
import { splitText } from './split-text.ts';

export interface DeliveryContext {
  readonly send: SendMessage;
  readonly directory: ChatDirectory;
  readonly flags: ChatFlags;
  readonly view: DeskView;
  readonly speeches: Pick<SpeechDirectory, 'ofTarget'>;
  /** Parts that Telegram took already, by row: a long message goes on where it broke off. */
  readonly partsSent: Map<number, { readonly count: number; readonly messageId: number }>;
}

/** How a delivery ended for now. */
export type Delivery =
  | Extract<SendOutcome, { readonly type: 'sent' | 'wait' | 'gone' | 'refused' | 'unsure' | 'unauthorized' }>
  /** There is nothing to show any more. */
  | { readonly type: 'skipped' };

const PART = 3500;

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

async function sendParts(
  context: DeliveryContext,
  row: OutboxRow,
  card: Card,
  message: Omit<OutgoingMessage, 'text' | 'entities' | 'buttons'>,
  max?: number,
): Promise<Delivery> {
  const parts = splitText(card.text, max);
  const done = context.partsSent.get(row.sequence);
  let messageId = done?.messageId ?? 0;
  for (const [index, part] of parts.entries()) {
    if (index < (done?.count ?? 0)) continue;
    const isLast = index === parts.length - 1;
    const outcome = await sendOne(context, {
      ...message,
      text: part.text,
      entities: part.entities,
      buttons: isLast ? card.buttons : [],
    });
    if (outcome.type === 'too-long') {
      return max === undefined
        ? await sendParts(context, row, card, message, PART)
        : { type: 'refused', detail: 'the message is too long' };
    }
    if (outcome.type !== 'sent') return outcome;
    if (messageId === 0) messageId = outcome.messageId;
    context.partsSent.set(row.sequence, { count: index + 1, messageId });
  }
  context.partsSent.delete(row.sequence);
  return { type: 'sent', messageId };
}

/** Sends one row to its chat. Nothing is written but where the chat is. */
export async function deliverRow(
  context: DeliveryContext,
  row: OutboxRow,
  options: { readonly isSilent: boolean; readonly replyTo: number | null },
): Promise<Delivery> {
  const address = context.directory.resolve(row.target);
  if (address === null) return { type: 'refused', detail: 'no chat of that name is configured' };
  const chatId = context.flags.currentId(address.chatId);
  if (context.flags.isDead(chatId)) return { type: 'refused', detail: 'the chat cannot be reached' };
  const card = await renderRow(row, context.view, context.speeches.ofTarget(row.target));
  if (card === null) return { type: 'skipped' };
  return await sendParts(context, row, card, { chatId, topic: address.topic, ...options });
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
