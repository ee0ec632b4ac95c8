import type { ChatContext } from './chat-context.ts';
import type { TapText } from './tap-texts.ts';

/** Answers a tap; that Telegram does not take the answer must not stop what the tap asked for. */
export async function answerTap(context: ChatContext, text: string): Promise<void> {
  await context.answerCallbackQuery({ text: text.slice(0, 200) }).catch(() => {});
}

/** Leaves the card one button that says what became of it; a further tap on it only hears the same. */
export async function settleButtons(context: ChatContext, label: string): Promise<void> {
  const data = context.callbackQuery?.data ?? '';
  const keyboard = { inline_keyboard: [[{ text: label, callback_data: data }]] };
  await context.editMessageReplyMarkup({ reply_markup: keyboard }).catch(() => {});
}

export async function showText(context: ChatContext, { toast, button }: TapText): Promise<void> {
  await answerTap(context, toast);
  if (button !== null) await settleButtons(context, button);
}
