import { answerCallbackQuery } from './answer-callback-query.ts';
import { getFile, getMe, getProfileText, setProfileText } from './bot-info.ts';
import { getChat, getChatAdministrators, getChatMember, getChatMemberCount, leaveChat } from './chats.ts';
import { deleteMyCommands, getMyCommands, setMyCommands } from './commands.ts';
import { deleteMessage, deleteMessages } from './delete-message.ts';
import { editMessageCaption, editMessageMedia, editMessageReplyMarkup, editMessageText } from './edit-message.ts';
import {
  closeForumTopic,
  createForumTopic,
  deleteForumTopic,
  editForumTopic,
  reopenForumTopic,
} from './forum-topics.ts';
import { getUpdates } from './get-updates.ts';
import {
  pinChatMessage,
  sendChatAction,
  setMessageReaction,
  unpinAllChatMessages,
  unpinChatMessage,
} from './message-marks.ts';
import type { Method } from './method.ts';
import { sendDocument, sendPhoto } from './send-media.ts';
import { sendMessage } from './send-message.ts';
import { deleteWebhook, getWebhookInfo, setWebhook } from './webhook.ts';

/** Every method that this server knows, as Telegram spells it. */
export const METHODS: Readonly<Record<string, Method>> = {
  getMe,
  getUpdates,
  setWebhook,
  deleteWebhook,
  getWebhookInfo,
  sendMessage,
  sendPhoto,
  sendDocument,
  sendChatAction,
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  answerCallbackQuery,
  setMessageReaction,
  pinChatMessage,
  unpinChatMessage,
  unpinAllChatMessages,
  getFile,
  getChat,
  getChatMember,
  getChatAdministrators,
  getChatMemberCount,
  leaveChat,
  createForumTopic,
  editForumTopic,
  closeForumTopic,
  reopenForumTopic,
  deleteForumTopic,
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: setProfileText('name'),
  getMyName: getProfileText('name'),
  setMyDescription: setProfileText('description'),
  getMyDescription: getProfileText('description'),
  setMyShortDescription: setProfileText('short_description'),
  getMyShortDescription: getProfileText('short_description'),
};

const BY_LOWER_NAME: ReadonlyMap<string, string> = new Map(
  Object.keys(METHODS).map((name) => [name.toLowerCase(), name]),
);

/** The method's proper name, for a name in any letter case; undefined for an unknown one. */
export function methodName(name: string): string | undefined {
  return BY_LOWER_NAME.get(name.toLowerCase());
}
