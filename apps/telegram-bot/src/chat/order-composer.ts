import { Composer } from 'grammy';
import { changeCard } from '../format/change-card.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { placeOf, showPreview } from './commands/trade-commands.ts';
import { answerTap } from './show-tap.ts';

const BUTTON = /^o:([A-Za-z0-9_-]{16})$/;

const SETTLE = /^st:([A-Za-z0-9_-]{1,40}):(gone|done)$/;

/** Buttons of orders: in /orders whether to take it back, in /settle what became of it. Each opens the card that asks. */
export function orderComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, key] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (key === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    const preview = await services.desk.previewCancelByKey(placeOf(call), key);
    await answerTap(context, preview.ok ? '' : preview.detail(context.speech));
    if (preview.ok) await showPreview(services, call, preview, changeCard);
  });
  composer.callbackQuery(SETTLE, async (context) => {
    const [, id, word] = SETTLE.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (id === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    const preview = await services.desk.previewSettle(placeOf(call), `${id} ${word}`);
    await answerTap(context, preview.ok ? '' : preview.detail(context.speech));
    if (preview.ok) await showPreview(services, call, preview, changeCard);
  });
  return composer;
}
