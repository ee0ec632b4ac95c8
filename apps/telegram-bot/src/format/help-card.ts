import { FormattedString } from '@grammyjs/parse-mode';
import type { DeskUser } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { badges, type Badged } from './badge.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';

export interface HelpEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly description: string;
  readonly details: readonly string[];
}

function title({ name, usage }: HelpEntry): FormattedString {
  return usage === ''
    ? new FormattedString(`/${name}`)
    : FormattedString.join([`/${name} `, FormattedString.code(usage)]);
}

export function helpCard(entries: readonly HelpEntry[]): Card {
  return {
    text: paragraphs(
      lines(...entries.map((entry) => FormattedString.join([title(entry), ` — ${entry.description}`]))),
      '/help long says more about one of them.',
    ),
    buttons: [],
  };
}

export function commandHelpCard(entry: HelpEntry): Card {
  const aliases = entry.aliases.map((alias) => `/${alias}`).join(', ');
  return {
    text: lines(title(entry), entry.description, aliases === '' ? null : `short: ${aliases}`, ...entry.details),
    buttons: [],
  };
}

export function startCard(user: DeskUser, accounts: readonly Badged[]): Card {
  return {
    text: paragraphs(
      FormattedString.bold('Perpdesk'),
      lines(
        dotted(`You are ${user.role}`, badges(accounts)),
        accounts.length === 0 ? 'No account is open to you.' : null,
      ),
      'Alerts and fills come here by themselves. /positions shows what is open, /long and /short ask before they act, /panic closes everything. /help lists all.',
    ),
    buttons: [],
  };
}

export function whoamiCard(userId: string, { chatId, topic }: ChatAddress, role: string): Card {
  return {
    text: dotted(
      FormattedString.join(['user ', FormattedString.code(userId)]),
      FormattedString.join(['chat ', FormattedString.code(chatId)]),
      topic === null ? null : `topic ${topic}`,
      `role ${role}`,
    ),
    buttons: [[{ type: 'copy', label: 'Copy user id', text: userId }]],
  };
}
