import { Composer } from 'grammy';
import type { AskReply } from '../desk/answer-ask.ts';
import type { ChatServices } from './chat-command.ts';
import type { ChatContext } from './chat-context.ts';
import type { TapText } from './tap-texts.ts';
import { showText } from './show-tap.ts';

const CARD = /^a:([0-9a-f]{8,32}):([ps])$/;

/** What a tap on an alert's card hears, and what the card's button says from then on. */
export function askText(reply: AskReply): TapText {
  if (reply.ok) {
    const accounts = reply.brokerIds.join(', ');
    if (reply.decision === 'skipped') return { toast: 'Skipped. Nothing was sent.', button: 'Skipped' };
    const [refused] = reply.refused;
    const not = refused === undefined ? '' : ` Not on ${refused.brokerId}: ${refused.detail}`;
    return { toast: `Placing on ${accounts}.${not}`, button: `✓ Placed on ${accounts}` };
  }
  switch (reply.code) {
    case 'placed':
      return { toast: reply.detail.replace(/^user:/, 'User '), button: '✓ Placed' };
    case 'skipped':
      return { toast: 'This card was skipped already. Nothing was sent.', button: 'Skipped' };
    case 'expired':
      return { toast: 'This card has expired. Nothing was sent.', button: 'Expired' };
    case 'voided':
      return { toast: reply.detail, button: 'Void' };
    case 'refused':
      return { toast: `Not placed. ${reply.detail}`, button: 'Not placed' };
    case 'unknown':
      return { toast: 'This card is not known any more. Nothing was sent.', button: 'Expired' };
    case 'foreign':
    case 'role':
    case 'quantity':
    case 'not-ready':
    case 'unclear':
      return { toast: reply.detail, button: null };
    default:
      return reply satisfies never;
  }
}

/** Taps on cards on which an alert asks: `a:<signal>:p` places it, `a:<signal>:s` skips it. */
export function askComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(CARD, async (context) => {
    const [, signalId, answer] = CARD.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (signalId === undefined || user === null) return;
    const reply = await services.desk.answerAsk(user, signalId, answer === 'p' ? 'place' : 'skip');
    await showText(context, askText(reply));
  });
  return composer;
}
