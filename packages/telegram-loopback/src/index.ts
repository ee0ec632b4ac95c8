export type { ResponseParameters } from './api-error.ts';
export { createTelegramLoopback } from './create-telegram-loopback.ts';
export { ControlError } from './control/control-error.ts';
export { FAULT_KINDS } from './faults/fault-rule.ts';
export type { ApiBody, CallCount } from './bot-api.ts';
export type { Clock } from './clock.ts';
export type { Action, ActionResult } from './control/action.ts';
export type { LoopbackState, RoomState } from './control/loopback-state.ts';
export type { ActiveFault, FaultKind, FaultRule } from './faults/fault-rule.ts';
export type { LoopbackBot, LoopbackChat, LoopbackUser, TelegramLoopbackOptions } from './options.ts';
export type { TelegramLoopback, WaitOptions } from './telegram-loopback.ts';
export type { Chat, ChatType } from './wire/chat.ts';
export type { Document, PhotoSize, FileReference } from './wire/file.ts';
export type { InlineButton, InlineKeyboard, ButtonStyle } from './wire/inline-keyboard.ts';
export type { MessageEntity, EntityType } from './wire/message-entity.ts';
export type { Message, MessageContent, ForwardOrigin } from './wire/message.ts';
export type { ReplyMarkup } from './wire/reply-markup.ts';
export type {
  CallbackQuery,
  Update,
  UpdatePayloads,
  MessageReaction,
  ChatMemberUpdated,
  ReactionType,
} from './wire/update.ts';
export type { User } from './wire/user.ts';
export type { BotStatus, StoredMessage, Topic } from './world/chat-room.ts';
export type { WebhookInfo } from './world/webhook-sender.ts';
