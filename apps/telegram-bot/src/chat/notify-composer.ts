import { Composer } from 'grammy';
import { notifyCard, notifyGroupCard } from '../format/notify-card.ts';
import type { Card } from '../format/card.ts';
import { notifyGroups } from '../notify/notify-level.ts';
import { toInlineKeyboard } from '../telegram/inline-keyboard.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices } from './chat-command.ts';
import { addressOf } from './command-call.ts';
import { answerTap } from './show-tap.ts';

const OPEN = /^n:(?:h|g:([a-z]+))$/;
const SET = /^n:s:([a-z.-]+):(loud|silent|off)$/;

const groupNamed = (name: string | undefined) =>
  notifyGroups().find(([group, types]) => group === name || types.some((type) => type === name))?.[0] ?? null;

/** That the card says so already, or is too old to be edited, is no fault of the tap. */
async function show(context: ChatContext, { text, buttons }: Card): Promise<void> {
  const options = { entities: text.entities, reply_markup: { inline_keyboard: toInlineKeyboard(buttons) } };
  await context.editMessageText(text.text, options).catch(() => {});
}

/** Taps on /notify's card: `n:h` the groups, `n:g:<group>` one of them, `n:s:<type or group>:<level>` sets. */
export function notifyComposer({ notify }: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(OPEN, async (context) => {
    const [, name] = OPEN.exec(context.callbackQuery.data) ?? [];
    const group = groupNamed(name);
    const report = notify.report(addressOf(context));
    await answerTap(context, '');
    await show(
      context,
      group === null ? notifyCard(context.speech, report) : notifyGroupCard(context.speech, report, group),
    );
  });
  composer.callbackQuery(SET, async (context) => {
    const [, name = '', level = ''] = SET.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    const group = groupNamed(name);
    if (user === null || group === null) return;
    const result = await notify.set(user, addressOf(context), `${name} ${level}`);
    await answerTap(context, result.ok ? `${name}: ${level}` : result.detail(context.speech));
    if (result.ok) await show(context, notifyGroupCard(context.speech, result.value, group));
  });
  return composer;
}
