import { isRecord } from '../record.ts';
import { BOT_STATUSES } from '../world/chat-room.ts';
import type { Action } from './action.ts';
import { ControlError } from './control-error.ts';
import { readFields } from './read-fields.ts';

const ACTS = [
  'send-text',
  'tap',
  'edit-text',
  'forward',
  'send-anonymously',
  'post-in-channel',
  'react',
  'set-blocked',
  'set-bot-status',
  'migrate',
  'open-topic',
] as const satisfies readonly Action['act'][];

/** Reads an action from JSON; throws a `ControlError` that names the wrong field. */
export function parseAction(value: unknown): Action {
  const act = ACTS.find((known) => known === (isRecord(value) ? value['act'] : undefined));
  if (act === undefined) throw new ControlError(`act: expected one of ${ACTS.join(', ')}`);
  const fields = (...names: readonly string[]) => readFields(value, ['act', ...names]);
  switch (act) {
    case 'send-text': {
      const field = fields('userId', 'text', 'chatId', 'threadId', 'replyTo');
      const chatId = field.optionalInteger('chatId');
      const threadId = field.optionalInteger('threadId');
      const replyTo = field.optionalInteger('replyTo');
      return {
        act,
        userId: field.integer('userId'),
        text: field.text('text'),
        ...(chatId === undefined ? {} : { chatId }),
        ...(threadId === undefined ? {} : { threadId }),
        ...(replyTo === undefined ? {} : { replyTo }),
      };
    }
    case 'tap': {
      const field = fields('userId', 'chatId', 'messageId', 'data');
      return { act, ...place(field), data: field.text('data') };
    }
    case 'edit-text': {
      const field = fields('userId', 'chatId', 'messageId', 'text');
      return { act, ...place(field), text: field.text('text') };
    }
    case 'forward': {
      const field = fields('userId', 'fromChatId', 'messageId', 'chatId');
      const chatId = field.optionalInteger('chatId');
      return {
        act,
        userId: field.integer('userId'),
        fromChatId: field.integer('fromChatId'),
        messageId: field.integer('messageId'),
        ...(chatId === undefined ? {} : { chatId }),
      };
    }
    case 'send-anonymously': {
      const field = fields('chatId', 'text', 'threadId');
      const threadId = field.optionalInteger('threadId');
      return {
        act,
        chatId: field.integer('chatId'),
        text: field.text('text'),
        ...(threadId === undefined ? {} : { threadId }),
      };
    }
    case 'post-in-channel': {
      const field = fields('chatId', 'text');
      return { act, chatId: field.integer('chatId'), text: field.text('text') };
    }
    case 'react': {
      const field = fields('userId', 'chatId', 'messageId', 'emoji');
      return { act, ...place(field), emoji: field.text('emoji') };
    }
    case 'set-blocked': {
      const field = fields('userId', 'isBlocked');
      return { act, userId: field.integer('userId'), isBlocked: field.flag('isBlocked') };
    }
    case 'set-bot-status': {
      const field = fields('chatId', 'status');
      const status = BOT_STATUSES.find((known) => known === field.text('status'));
      if (status === undefined) throw new ControlError(`status: expected one of ${BOT_STATUSES.join(', ')}`);
      return { act, chatId: field.integer('chatId'), status };
    }
    case 'migrate': {
      const field = fields('chatId', 'newChatId');
      const newChatId = field.optionalInteger('newChatId');
      return { act, chatId: field.integer('chatId'), ...(newChatId === undefined ? {} : { newChatId }) };
    }
    case 'open-topic': {
      const field = fields('chatId', 'name');
      return { act, chatId: field.integer('chatId'), name: field.text('name') };
    }
    default:
      return act satisfies never;
  }
}

type Place = { readonly userId: number; readonly chatId: number; readonly messageId: number };

function place(field: ReturnType<typeof readFields>): Place {
  return {
    userId: field.integer('userId'),
    chatId: field.integer('chatId'),
    messageId: field.integer('messageId'),
  };
}
