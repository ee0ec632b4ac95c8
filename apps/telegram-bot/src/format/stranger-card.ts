import { FormattedString } from '@grammyjs/parse-mode';
import type { Stranger } from '../rights/stranger.ts';
import type { Speech } from '../language/speech.ts';
import { outboxTexts } from '../language/texts/outbox.ts';
import type { Card } from './card.ts';
import { dotted, lines } from './lines.ts';

/** Somebody without a right spoke to the bot. */
export function strangerCard(speech: Speech, { userId, name, chatId, did }: Stranger): Card {
  const words = speech.say(outboxTexts);
  return {
    text: lines(
      FormattedString.join(['🚷 ', FormattedString.bold(words.stranger[did])]),
      dotted(name, FormattedString.code(userId), chatId === userId ? null : words.inChat(chatId)),
      words.strangerMeans,
    ),
    buttons: [],
  };
}
