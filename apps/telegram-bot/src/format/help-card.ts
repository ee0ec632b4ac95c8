import { FormattedString } from '@grammyjs/parse-mode';
import type { DeskUser, Role } from '../desk/desk-user.ts';
import type { InLanguages } from '../language/in-languages.ts';
import type { Speech } from '../language/speech.ts';
import { helpTexts, roleTexts } from '../language/texts/help.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { badges, type Badged } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { viewButton } from './view-button.ts';

export interface HelpEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly help: InLanguages<{
    readonly usage: string;
    readonly description: string;
    readonly details: readonly string[];
  }>;
}

function title(name: string, usage: string): FormattedString {
  return usage === ''
    ? new FormattedString(`/${name}`)
    : FormattedString.join([`/${name} `, FormattedString.code(usage)]);
}

/** Commands of one topic, by the name that it has in `helpTexts`. */
export interface HelpTopicEntries {
  readonly topic: TopicName;
  readonly entries: readonly Pick<HelpEntry, 'name'>[];
}

type TopicName = keyof (typeof helpTexts)['en']['topics'];

const TOPICS_A_ROW = 4;

/** The first page: what there is by topic, names alone. */
export function helpCard(speech: Speech, topics: readonly HelpTopicEntries[]): Card {
  const words = speech.say(helpTexts);
  const line = ({ topic, entries }: HelpTopicEntries) =>
    FormattedString.join([
      FormattedString.bold(words.topics[topic]),
      `: ${entries.map(({ name }) => `/${name}`).join(' ')}`,
    ]);
  const [first] = topics;
  const buttons = topics.flatMap(({ topic }) =>
    viewButton(words.topics[topic], { command: `help ${words.topics[topic].toLowerCase()}`, as: 'here' }),
  );
  const rows = Array.from({ length: Math.ceil(buttons.length / TOPICS_A_ROW) }, (_, row) =>
    buttons.slice(row * TOPICS_A_ROW, (row + 1) * TOPICS_A_ROW),
  );
  return {
    text: paragraphs(
      lines(...topics.map(line)),
      first === undefined ? null : words.more(words.topics[first.topic].toLowerCase()),
    ),
    buttons: rows,
  };
}

/** What may follow each command of a topic, and what it does. */
export function topicCard(speech: Speech, topic: TopicName, entries: readonly HelpEntry[]): Card {
  const words = speech.say(helpTexts);
  const line = ({ name, help }: HelpEntry) => {
    const { usage, description } = speech.say(help);
    return FormattedString.join([title(name, usage), ` — ${description}`]);
  };
  const [first] = entries;
  return {
    text: paragraphs(
      FormattedString.bold(words.topics[topic]),
      first === undefined ? words.nothingHere : lines(...entries.map(line)),
      first === undefined ? null : words.moreOfOne(first.name),
    ),
    buttons: [viewButton(words.allTopics, { command: 'help', as: 'here' })],
  };
}

export function commandHelpCard(speech: Speech, { name, aliases, help }: HelpEntry): Card {
  const { usage, description, details } = speech.say(help);
  const short = aliases.map((alias) => `/${alias}`).join(', ');
  return {
    text: lines(title(name, usage), description, short === '' ? null : speech.say(helpTexts).short(short), ...details),
    buttons: [],
  };
}

/** The readings that are asked for most. */
const MAIN = [
  ['positions', 'orders', 'balance'],
  ['pnl', 'signals', 'status'],
] as const;

function mainButtons(speech: Speech): readonly (readonly Button[])[] {
  const labels = speech.say(helpTexts).main;
  return MAIN.map((row) => row.flatMap((command) => viewButton(labels[command], { command, as: 'message' })));
}

/** `isTold`: routes tell this chat of their signals. */
export function startCard(speech: Speech, user: DeskUser, accounts: readonly Badged[], isTold: boolean): Card {
  const words = speech.say(helpTexts);
  return {
    text: paragraphs(
      FormattedString.bold('Perpdesk'),
      lines(
        dotted(words.youAre(speech.say(roleTexts)[user.role]), badges(accounts)),
        accounts.length === 0 ? words.noAccount : null,
      ),
      `${isTold ? words.told : words.untold} ${user.role === 'viewer' ? words.welcomeViewer : words.welcome}`,
    ),
    buttons: accounts.length === 0 ? [] : mainButtons(speech),
  };
}

export function whoamiCard(speech: Speech, userId: string, { chatId, topic }: ChatAddress, role: Role | 'none'): Card {
  const words = speech.say(helpTexts);
  return {
    text: dotted(
      FormattedString.join([`${words.user} `, FormattedString.code(userId)]),
      FormattedString.join([`${words.chat} `, FormattedString.code(chatId)]),
      topic === null ? null : words.topic(topic),
      words.role(speech.say(roleTexts)[role]),
    ),
    buttons: [[{ type: 'copy', label: words.copyUser, text: userId }]],
  };
}
