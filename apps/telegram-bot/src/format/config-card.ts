import { FormattedString } from '@grammyjs/parse-mode';
import type { ConfigMessage, SettingNote } from '../reload/config-messages.ts';
import type { Speech } from '../language/speech.ts';
import { configTexts } from '../language/texts/config.ts';
import { badge } from './badge.ts';
import type { Card } from './card.ts';
import { lines } from './lines.ts';
import { formatWhy } from './why.ts';

const MOST = 20;

function settingLine(speech: Speech, { account, setting, isSet, detail }: SettingNote): FormattedString {
  const words = speech.say(configTexts);
  // as a path, not as words
  const said = setting === null ? words.account : (isSet ? words.set : words.notSet)(setting.replace(' ', '.'));
  const why = isSet || setting === null ? '' : formatWhy(speech, { code: null, detail });
  return FormattedString.join([isSet ? '✓ ' : '✗ ', badge(account), ` ${said}`, why === '' ? '' : `: ${why}`]);
}

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
          ...list(words.closed, message.closed ?? []),
          ...list(words.pending, message.pending),
          ...(message.settings ?? []).slice(0, MOST).map((note) => settingLine(speech, note)),
          more((message.settings ?? []).length - MOST),
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
    case 'config.keys': {
      const { account, refused } = message;
      const head = [refused === null ? '🔑 ' : '⚠️ ', badge(account), ': '];
      const said = FormattedString.bold(refused === null ? words.keysTaken : words.keysRefused);
      const why = refused === null ? [] : [formatWhy(speech, refused), words.keysKept];
      return { text: lines(FormattedString.join([...head, said]), ...why), buttons: [] };
    }
    default:
      return message satisfies never;
  }
}
