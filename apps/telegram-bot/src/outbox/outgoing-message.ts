import type { MessageEntity } from 'grammy/types';
import type { Button, CardMedia } from '../format/card.ts';
import type { ChatAddress } from './chat-directory.ts';

/** One message to Telegram. */
export interface OutgoingMessage extends ChatAddress {
  /** `null`: text alone. With it the text is a caption, and may be empty. */
  readonly media: CardMedia | null;
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly buttons: readonly (readonly Button[])[];
  readonly isSilent: boolean;
  /** Answered where it still exists. */
  readonly replyTo: number | null;
}

/** What became of it. */
export type SendOutcome =
  | { readonly type: 'sent'; readonly messageId: number }
  /** 429: not sent; this chat waits. */
  | { readonly type: 'wait'; readonly waitMs: number }
  /** 400 about entities or buttons: not sent; plain text may pass. */
  | { readonly type: 'bad-markup'; readonly detail: string }
  /** 400 about the picture or file, or no right to send one here: not sent; the text alone may pass. */
  | { readonly type: 'bad-media'; readonly detail: string }
  | { readonly type: 'too-long' }
  | { readonly type: 'no-topic' }
  | { readonly type: 'moved'; readonly chatId: string }
  /** The bot was blocked, removed or silenced, or the chat does not exist. */
  | { readonly type: 'gone'; readonly detail: string }
  /** Refused for another reason: not sent, and never will be. */
  | { readonly type: 'refused'; readonly detail: string }
  /** Not sent because of the bot itself (its token): all chats wait. */
  | { readonly type: 'unauthorized'; readonly detail: string }
  /** No answer, or 5xx: it may have been sent. */
  | { readonly type: 'unsure'; readonly detail: string };

/** Sends one message and says what became of it; never throws. */
export type SendMessage = (message: OutgoingMessage) => Promise<SendOutcome>;
