import { Composer } from 'grammy';
import { askedSignal } from '../desk/ask-form.ts';
import { askEditCard, askSizeCard } from '../format/ask-edit-card.ts';
import { editCard } from '../format/edit-card.ts';
import { refusalCard } from '../format/plain-card.ts';
import { openCard } from '../format/preview-card.ts';
import { editSizeTexts } from '../language/texts/edit-size.ts';
import type { NewSize } from '../desk/edit-form.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { placeOf, showPreview } from './commands/trade-commands.ts';
import { answerTap } from './show-tap.ts';

/** `e:<nonce>` asks for another size, `e:<nonce>:2` takes so many times the card's. */
const BUTTON = /^e:([A-Za-z0-9_-]{16,40})(?::(0\.25|0\.5|2|3))?$/;
/** The same of an alert's card. */
const ASKED = /^ae:([0-9a-f]{8,32})(?::(0\.25|0\.5|0\.75|1\.5|2))?$/;

async function resize(services: ChatServices, call: MemberCall, nonce: string, size: NewSize): Promise<void> {
  const preview = await services.desk.forms.resize(placeOf(call), nonce, size);
  if (preview.ok) await showPreview(services, call, preview, openCard);
  else await call.reply(refusalCard(call.speech, preview));
}

async function resizeAsked(services: ChatServices, call: MemberCall, signalId: string, size: NewSize): Promise<void> {
  const edit = await services.desk.askForms.resize(placeOf(call), signalId, size);
  await showPreview(services, call, edit, askSizeCard);
}

/** Another size for a card: by buttons, or by what the person writes next in the chat. */
export function editComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, nonce, times] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (nonce === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    if (times !== undefined) {
      await context.answerCallbackQuery().catch(() => {});
      await resize(services, call, nonce, { type: 'times', times });
      return;
    }
    const entry = await services.desk.forms.open(placeOf(call), nonce);
    const words = context.speech.say(editSizeTexts);
    await context.answerCallbackQuery(entry === null ? { text: words.editGone } : {}).catch(() => {});
    if (entry !== null) await call.reply(editCard(context.speech, nonce, entry));
  });
  composer.callbackQuery(ASKED, async (context) => {
    const [, signalId, times] = ASKED.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (signalId === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    if (times !== undefined) {
      await answerTap(context, '');
      await resizeAsked(services, call, signalId, { type: 'times', times });
      return;
    }
    const opened = await services.desk.askForms.open(placeOf(call), signalId);
    await answerTap(context, opened.ok ? '' : opened.detail(context.speech));
    if (opened.ok) await call.reply(askEditCard(context.speech, opened.value));
  });
  composer.on('message:text', async (context, next) => {
    const user = context.deskUser;
    if (context.command !== null || user === null) return next();
    const call: MemberCall = { ...callOf(context, ''), user };
    const nonce = await services.desk.forms.find(placeOf(call));
    if (nonce === null) return next();
    const size = { type: 'typed', text: context.message.text } as const;
    const signalId = askedSignal(nonce);
    if (signalId === null) await resize(services, call, nonce, size);
    else await resizeAsked(services, call, signalId, size);
  });
  return composer;
}
