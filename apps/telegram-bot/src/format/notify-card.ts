import type { NotifyGroup, NotifyLevel } from '@perpdesk/broker-config';
import { FormattedString } from '@grammyjs/parse-mode';
import type { NotifyLine, NotifyReport } from '../notify/notify-settings.ts';
import type { Button, Card } from './card.ts';
import { lines, paragraphs } from './lines.ts';
import { formatTime } from './moment.ts';

const ICONS: Readonly<Record<NotifyLevel, string>> = { loud: '🔔', silent: '🔕', off: '✖️' };
const NEXT: Readonly<Record<NotifyLevel, NotifyLevel>> = { loud: 'silent', silent: 'off', off: 'loud' };
const NAMES: Readonly<Record<NotifyGroup, string>> = {
  signal: 'Signals',
  order: 'Orders and fills',
  position: 'Positions',
  stop: 'Stops and targets',
  account: 'Accounts',
  desk: 'The desk itself',
};

function summary(items: readonly NotifyLine[]): string {
  const count = (level: NotifyLevel) => items.filter((it) => it.level === level).length;
  return (['loud', 'silent', 'off'] as const)
    .flatMap((level) => (count(level) === 0 ? [] : [`${ICONS[level]} ${count(level)}`]))
    .join('  ');
}

function mutedLine({ mutedUntil }: NotifyReport): string | null {
  if (mutedUntil === null) return null;
  return `Silent until ${formatTime(mutedUntil)}; what nobody may miss rings all the same. /unmute ends it.`;
}

const HEAD = FormattedString.join(['🔔 ', FormattedString.bold('What rings in this chat')]);

/** All groups, each a button that opens it. */
export function notifyCard(report: NotifyReport): Card {
  return {
    text: paragraphs(
      HEAD,
      lines(...report.groups.map(({ group, lines: items }) => `${NAMES[group]}: ${summary(items)}`)),
      lines('🔔 rings · 🔕 comes without a sound · ✖️ does not come', mutedLine(report)),
    ),
    buttons: report.groups.map(({ group }) => [{ type: 'tap', label: `${NAMES[group]} ›`, data: `n:g:${group}` }]),
  };
}

/** One group: a tap on a type takes it to the next level. */
export function notifyGroupCard(report: NotifyReport, group: NotifyGroup): Card {
  const items = report.groups.find((it) => it.group === group)?.lines ?? [];
  const whole = (level: NotifyLevel): Button => ({
    type: 'tap',
    label: `all ${ICONS[level]}`,
    data: `n:s:${group}:${level}`,
  });
  return {
    text: paragraphs(
      FormattedString.join([HEAD, ` · ${NAMES[group]}`]),
      lines(...items.map(({ type, level, isFixed }) => `${ICONS[level]} ${type}${isFixed ? ' (always)' : ''}`)),
      lines('A tap goes from 🔔 to 🔕 to ✖️.', mutedLine(report)),
    ),
    buttons: [
      ...items
        .filter(({ isFixed }) => !isFixed)
        .map(({ type, level }): readonly Button[] => [
          { type: 'tap', label: `${ICONS[level]} ${type}`, data: `n:s:${type}:${NEXT[level]}` },
        ]),
      [whole('loud'), whole('silent'), whole('off')],
      [{ type: 'tap', label: '‹ Back', data: 'n:h' }],
    ],
  };
}

/** Answers /mute and /unmute. */
export function muteCard(report: NotifyReport): Card {
  return {
    text: FormattedString.join([mutedLine(report) ?? 'Not muted: everything is as loud here as /notify says.']),
    buttons: [],
  };
}
