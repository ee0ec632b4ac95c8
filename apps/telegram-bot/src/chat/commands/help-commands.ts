import { commandHelpCard, helpCard, startCard, topicCard, whoamiCard } from '../../format/help-card.ts';
import { plainCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { helpTexts } from '../../language/texts/help.ts';
import { readCommandTexts } from '../../language/texts/read-commands.ts';
import { HELP_TOPICS, TOPIC_NAMES, type HelpTopic } from '../help-topics.ts';
import { commandsFor } from '../menu.ts';
import { findCommand, type ChatCommand } from '../chat-command.ts';

const HELP = { aliases: [], asksWhenLate: false } as const;

export const startCommand: ChatCommand = {
  ...HELP,
  access: 'member',
  name: 'start',
  help: pick(readCommandTexts, 'start'),
  async run({ desk, directory }, call) {
    const { accounts } = await desk.status(call.user);
    await call.reply(startCard(call.speech, call.user, accounts, directory.isTold(call.address)));
  },
};

/** The topic of that name in any language; `null`: there is none. */
function toTopic(name: string): HelpTopic | null {
  const names = Object.values(pick(helpTexts, 'topics'));
  return TOPIC_NAMES.find((topic) => names.some((words) => words[topic].toLowerCase() === name)) ?? null;
}

export const helpCommand: ChatCommand = {
  ...HELP,
  access: 'member',
  isView: true,
  name: 'help',
  help: pick(readCommandTexts, 'help'),
  async run({ commands }, call) {
    const name = call.text.toLowerCase().replace(/^\//, '').split(/\s/u)[0] ?? '';
    const usable = commandsFor(commands, call.user.role);
    const command = name === '' ? null : findCommand(commands, name);
    const topic = toTopic(name);
    if (command !== null) await call.reply(commandHelpCard(call.speech, command));
    else if (topic !== null) await call.reply(topicCard(call.speech, topic, entriesOf(usable, topic)));
    else if (name !== '') await call.reply(plainCard(call.speech.say(helpTexts).none(name.slice(0, 32))));
    else {
      const topics = TOPIC_NAMES.map((it) => ({ topic: it, entries: entriesOf(usable, it) }));
      await call.reply(
        helpCard(
          call.speech,
          topics.filter(({ entries }) => entries.length > 0),
        ),
      );
    }
  },
};

function entriesOf(commands: readonly ChatCommand[], topic: HelpTopic): readonly ChatCommand[] {
  return HELP_TOPICS[topic].flatMap((name) => commands.find((command) => command.name === name) ?? []);
}

export const whoamiCommand: ChatCommand = {
  ...HELP,
  access: 'anyone',
  name: 'whoami',
  help: pick(readCommandTexts, 'whoami'),
  async run(_services, call) {
    await call.reply(whoamiCard(call.speech, call.userId, call.address, call.user?.role ?? 'none'));
  },
};
