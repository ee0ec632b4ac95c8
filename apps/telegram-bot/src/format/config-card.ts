import { FormattedString } from '@grammyjs/parse-mode';
import type { ConfigMessage } from '../reload/config-messages.ts';
import type { Speech } from '../language/speech.ts';
import { configTexts } from '../language/texts/config.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';

const MOST = 20;

/** What became of a change of the configuration's file. */
export function configCard(speech: Speech, message: ConfigMessage): Card {
  const words = speech.say(configTexts);
  const more = (count: number) => (count > 0 ? words.more(count) : null);
  const list = (title: string, paths: readonly string[]) =>
    paths.length === 0
      ? []
      : [title, ...paths.slice(0, MOST).map((path) => FormattedString.code(path)), more(paths.length - MOST)];
  switch (message.type) {
    case 'config.changed':
      return {
        text: lines(
          FormattedString.join(['⚙️ ', FormattedString.bold(words.changed)]),
          ...list(words.applied, message.applied),
          ...list(words.pending, message.pending),
        ),
        buttons: [],
      };
    case 'config.refused':
      return {
        text: lines(
          FormattedString.join(['⚠️ ', FormattedString.bold(words.refused)]),
          ...message.faults.map((fault) => FormattedString.code(fault)),
          more(message.more),
          words.kept,
        ),
        buttons: [],
      };
    default:
      return message satisfies never;
  }
}
