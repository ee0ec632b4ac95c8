import type { LoopbackState, Message } from '@perpdesk/telegram-loopback';
import { until } from './until.ts';

/** A chat acted in and read through the control door of the chat server, without a browser. */
export interface ChatDoor {
  say(text: string): Promise<void>;
  /** Taps the button with that label, below the newest message that has it. */
  tap(label: string): Promise<void>;
  /** All that stands in the chat, oldest first; no-break spaces as plain ones. */
  texts(): Promise<readonly string[]>;
  /** The newest message with that in its text, standing or to come. */
  sees(part: string): Promise<Message>;
  /** The picture or file of a message. */
  file(message: Message): Promise<Uint8Array>;
  /** What the bot answered taps with is not kept by the server: how often it did. */
  taps(): Promise<number>;
}

/** Of a picture or file its caption. */
export function textOf({ text, caption = '' }: Message): string {
  return (text ?? caption).replaceAll('\u202f', ' ');
}

export function labelsOf({ reply_markup: markup }: Message): readonly string[] {
  return (markup?.inline_keyboard ?? []).flat().map(({ text }) => text.replaceAll('\u202f', ' '));
}

export function createChatDoor(chatUrl: string, userId: number): ChatDoor {
  const call = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(new URL(path, chatUrl), init);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`The chat server refused: ${JSON.stringify(body)}`);
    return body;
  };
  const act = (action: object) =>
    call('/__control/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userId, ...action }),
    });
  const state = async () => (await call('/__control/state')) as LoopbackState;
  const messages = async () =>
    (await state()).chats.find(({ chat }) => chat.id === userId)?.messages.map(({ message }) => message) ?? [];
  return {
    say: async (text) => void (await act({ act: 'send-text', text })),
    async tap(label) {
      const { message, data } = await until(`a button ${label}`, async () => {
        const message = (await messages()).findLast((it) => labelsOf(it).includes(label));
        const button = message?.reply_markup?.inline_keyboard
          .flat()
          .find((it) => it.text.replaceAll('\u202f', ' ') === label);
        const data = button?.callback_data;
        return message === undefined || data === undefined ? undefined : { message, data };
      });
      await act({ act: 'tap', chatId: userId, messageId: message.message_id, data });
    },
    texts: async () => (await messages()).map(textOf),
    sees: (part) =>
      until(`a message with "${part}"`, async () => (await messages()).findLast((it) => textOf(it).includes(part))),
    async file({ photo, document }) {
      const id = (photo?.at(-1) ?? document)?.file_unique_id ?? '';
      const response = await fetch(new URL(`/__page/files/${id}`, chatUrl));
      return Buffer.from(await response.arrayBuffer());
    },
    taps: async () => (await state()).calls['answerCallbackQuery']?.ok ?? 0,
  };
}
