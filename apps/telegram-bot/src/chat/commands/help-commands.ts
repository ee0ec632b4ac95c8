import { commandHelpCard, helpCard, startCard, whoamiCard } from '../../format/help-card.ts';
import { plainCard } from '../../format/plain-card.ts';
import { pick } from '../../language/in-languages.ts';
import { helpTexts } from '../../language/texts/help.ts';
import { readCommandTexts } from '../../language/texts/read-commands.ts';
import { commandsFor } from '../menu.ts';
import { findCommand, type ChatCommand } from '../chat-command.ts';

const HELP = { aliases: [], asksWhenLate: false } as const;

export const startCommand: ChatCommand = {
  ...HELP,
  access: 'member',
  name: 'start',
  help: pick(readCommandTexts, 'start'),
  async run({ desk }, call) {
    const { accounts } = await desk.status(call.user);
    await call.reply(startCard(call.speech, call.user, accounts));
  },
};

export const helpCommand: ChatCommand = {
  ...HELP,
  access: 'member',
  name: 'help',
  help: pick(readCommandTexts, 'help'),
  async run({ commands }, call) {
    const name = call.text.toLowerCase().replace(/^\//, '').split(/\s/u)[0] ?? '';
    if (name === '') {
      await call.reply(helpCard(call.speech, commandsFor(commands, call.user.role)));
      return;
    }
    const command = findCommand(commands, name);
    await call.reply(
      command === null
        ? plainCard(call.speech.say(helpTexts).none(name.slice(0, 32)))
        : commandHelpCard(call.speech, command),
    );
  },
};

export const whoamiCommand: ChatCommand = {
  ...HELP,
  access: 'anyone',
  name: 'whoami',
  help: pick(readCommandTexts, 'whoami'),
  async run(_services, call) {
    await call.reply(whoamiCard(call.speech, call.userId, call.address, call.user?.role ?? 'none'));
  },
};
