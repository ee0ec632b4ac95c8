import { Composer } from 'grammy';
import { decimal } from '@perpdesk/broker-core';
import type { CloseAmount } from '../desk/close-amount.ts';
import { closeCard } from '../format/preview-card.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { placeOf, showPreview } from './commands/trade-commands.ts';

const BUTTON = /^k:([A-Za-z0-9_-]{16}):([ha])$/;

/** A position's own buttons: they open the card of a close, which asks. */
export function positionComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, key, part] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (key === undefined || user === null) return;
    const call = { ...callOf(context, ''), user };
    const amount: CloseAmount = part === 'h' ? { type: 'fraction', fraction: decimal('0.5') } : { type: 'all' };
    const preview = await services.desk.previewCloseByKey(placeOf(call), key, amount);
    await context
      .answerCallbackQuery(preview.ok ? {} : { text: preview.detail(context.speech).slice(0, 200) })
      .catch(() => {});
    if (preview.ok) await showPreview(services, call, preview, closeCard);
  });
  return composer;
}
