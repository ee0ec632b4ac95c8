import { FormattedString } from '@grammyjs/parse-mode';
import type { Speech } from '../language/speech.ts';
import { outboxTexts } from '../language/texts/outbox.ts';
import type { DeskMessage } from '../outbox/desk-message.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';

type LostChat = Extract<DeskMessage, { readonly type: 'chat.dead' }>;

/** A chat that cannot be reached, or what nobody may miss was given up there. */
export function lostChatCard(speech: Speech, { target, detail, lost = [] }: LostChat): Card {
  const words = speech.say(outboxTexts);
  const title = lost.length === 0 ? words.unreachable(target) : words.neverCame(lost.length, target);
  return {
    text: lines(
      FormattedString.join(['⚠️ ', FormattedString.bold(title)]),
      lost.length === 0 ? words.telegramSays(detail) : `${[...new Set(lost)].join(', ')}: ${detail}`,
      lost.length === 0 ? words.deaf : words.lookThere,
    ),
    buttons: [],
  };
}
