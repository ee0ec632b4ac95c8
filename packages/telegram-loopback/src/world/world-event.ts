import type { Message } from '../wire/message.ts';
import type { StoredMessage } from './chat-room.ts';

/** What the chat page and waiting tests hear about. */
export type WorldEvent =
  | { readonly type: 'message'; readonly chatId: number; readonly stored: StoredMessage }
  | { readonly type: 'message-changed'; readonly chatId: number; readonly stored: StoredMessage }
  | { readonly type: 'message-deleted'; readonly chatId: number; readonly messageId: number }
  | { readonly type: 'chat-action'; readonly chatId: number; readonly threadId: number; readonly action: string }
  | {
      readonly type: 'callback-answered';
      readonly userId: number;
      readonly message: Message;
      readonly text: string;
      readonly isAlert: boolean;
    }
  | { readonly type: 'rooms-changed' }
  | { readonly type: 'reset' };
