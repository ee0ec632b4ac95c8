import { Composer } from 'grammy';
import { decimal } from '@perpdesk/broker-core';
import type { CloseAmount } from '../desk/close-amount.ts';
import type { IssuedCard } from '../desk/confirm-cards.ts';
import type { DeskResult } from '../desk/desk-result.ts';
import { canTrade } from '../desk/desk-user.ts';
import type { Card } from '../format/card.ts';
import { changeCard } from '../format/change-card.ts';
import { choicesCard, type Choice } from '../format/position-actions.ts';
import { positionCard } from '../format/position-card.ts';
import { toPositionFace } from '../format/position-head.ts';
import { closeCard, openCard } from '../format/preview-card.ts';
import type { Speech } from '../language/speech.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { placeOf, showPreview } from './commands/trade-commands.ts';

/** `k:<position>:<action>`, for some with how much: `k:<position>:s:2`. */
const BUTTON = /^k:([A-Za-z0-9_-]{16}):([haqbvmstrp])(?::([0-9.]{1,6}|off))?$/;

const PARTS: Readonly<Record<string, CloseAmount>> = {
  h: { type: 'fraction', fraction: decimal('0.5') },
  q: { type: 'fraction', fraction: decimal('0.25') },
  a: { type: 'all' },
};
const KINDS = { s: 'sl', t: 'tp', r: 'trail' } as const;

function isChoice(action: string): action is Choice {
  return action === 's' || action === 't' || action === 'r' || action === 'p';
}

async function answer(context: ChatContext, text?: string): Promise<void> {
  await context.answerCallbackQuery(text === undefined ? {} : { text: text.slice(0, 200) }).catch(() => {});
}

/** A position's own buttons: each opens the card that asks, or the choice before it. */
export function positionComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, key, action = '', value] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (key === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    const place = placeOf(call);
    const { desk } = services;
    const show = async <T extends IssuedCard>(
      preview: DeskResult<T>,
      toCard: (speech: Speech, value: T) => Card,
    ): Promise<void> => {
      await answer(context, preview.ok ? undefined : preview.detail(context.speech));
      if (preview.ok) await showPreview(services, call, preview, toCard);
    };
    const name = { type: 'key', key, words: value === undefined ? [] : [wordOf(value)] } as const;
    const part = PARTS[action];
    if (part !== undefined) return show(await desk.previewCloseByKey(place, key, part), closeCard);
    if (action === 'b') return show(await desk.previewProtect(place, 'be', name), changeCard);
    if (action === 'v') return show(await desk.previewReverse(place, name), changeCard);
    if (isChoice(action) && value !== undefined) {
      if (action !== 'p') return show(await desk.previewProtect(place, KINDS[action], name), changeCard);
      return show(await desk.previewAdd(place, key, Number.parseInt(value, 10)), openCard);
    }
    const words = context.speech.say(handTexts);
    const isAsked = isChoice(action);
    if (isAsked && !canTrade(user)) return answer(context, words.mayLook(user.role));
    const report = await desk.positions(user, '');
    const found = report.ok ? report.value.positions.find((one) => one.key === key) : undefined;
    await answer(context, found === undefined ? words.gone : undefined);
    if (found === undefined) return;
    const face = toPositionFace(found);
    await call.reply(isAsked ? choicesCard(context.speech, face, action) : positionCard(context.speech, face));
  });
  return composer;
}

function wordOf(value: string): string {
  return value === 'off' ? value : `${value}%`;
}
