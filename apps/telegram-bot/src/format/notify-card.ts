import type { NotifyGroup, NotifyLevel } from '@perpdesk/broker-config';
import { FormattedString } from '@grammyjs/parse-mode';
import type { NotifyLine, NotifyReport } from '../notify/notify-settings.ts';
import type { Speech } from '../language/speech.ts';
import { notifyCardTexts } from '../language/texts/notify-card.ts';
import type { Button, Card } from './card.ts';
import { lines, paragraphs } from './lines.ts';

const ICONS: Readonly<Record<NotifyLevel, string>> = { loud: '🔔', silent: '🔕', off: '✖️' };
const NEXT: Readonly<Record<NotifyLevel, NotifyLevel>> = { loud: 'silent', silent: 'off', off: 'loud' };
function summary(items: readonly NotifyLine[]): string {
  const count = (level: NotifyLevel) => items.filter((it) => it.level === level).length;
  return (['loud', 'silent', 'off'] as const)
    .flatMap((level) => (count(level) === 0 ? [] : [`${ICONS[level]} ${count(level)}`]))
    .join('  ');
}

function mutedLine(speech: Speech, { mutedUntil }: NotifyReport): string | null {
  return mutedUntil === null ? null : speech.say(notifyCardTexts).muted(speech.time(mutedUntil));
}

const headOf = (text: string) => FormattedString.join(['🔔 ', FormattedString.bold(text)]);

/** All groups, each a button that opens it. */
export function notifyCard(speech: Speech, report: NotifyReport): Card {
  const words = speech.say(notifyCardTexts);
  return {
    text: paragraphs(
      headOf(words.head),
      lines(...report.groups.map(({ group, lines: items }) => `${words.groups[group]}: ${summary(items)}`)),
      lines(words.legend, mutedLine(speech, report)),
    ),
    buttons: report.groups.map(({ group }) => [
      { type: 'tap', label: `${words.groups[group]} ›`, data: `n:g:${group}` },
    ]),
  };
}

/** The group that a word names, or a type of; all groups for any other word. */
export function notifyCardOf(speech: Speech, report: NotifyReport, word: string): Card {
  const found = report.groups.find(
    ({ group, lines: items }) => group === word || items.some(({ type }) => type === word),
  );
  return found === undefined ? notifyCard(speech, report) : notifyGroupCard(speech, report, found.group);
}

/** One group: a tap on a type takes it to the next level. */
export function notifyGroupCard(speech: Speech, report: NotifyReport, group: NotifyGroup): Card {
  const words = speech.say(notifyCardTexts);
  const items = report.groups.find((it) => it.group === group)?.lines ?? [];
  const whole = (level: NotifyLevel): Button => ({
    type: 'tap',
    label: `${words.all} ${ICONS[level]}`,
    data: `n:s:${group}:${level}`,
  });
  return {
    text: paragraphs(
      FormattedString.join([headOf(words.head), ` · ${words.groups[group]}`]),
      lines(...items.map(({ type, level, isFixed }) => `${ICONS[level]} ${type}${isFixed ? ` ${words.always}` : ''}`)),
      lines(words.howTo, mutedLine(speech, report)),
    ),
    buttons: [
      ...items
        .filter(({ isFixed }) => !isFixed)
        .map(({ type, level }): readonly Button[] => [
          { type: 'tap', label: `${ICONS[level]} ${type}`, data: `n:s:${type}:${NEXT[level]}` },
        ]),
      [whole('loud'), whole('silent'), whole('off')],
      [{ type: 'tap', label: words.back, data: 'n:h' }],
    ],
  };
}

/** Answers /mute and /unmute. */
export function muteCard(speech: Speech, report: NotifyReport): Card {
  return {
    text: FormattedString.join([mutedLine(speech, report) ?? speech.say(notifyCardTexts).notMuted]),
    buttons: [],
  };
}
