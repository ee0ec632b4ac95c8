import { commandHelpCard, helpCard, startCard, whoamiCard } from '../../format/help-card.ts';
import { plainCard } from '../../format/plain-card.ts';
import { findCommand, type ChatCommand } from '../chat-command.ts';

const HELP = { aliases: [], asksWhenLate: false } as const;

export const startCommand: ChatCommand = {
  ...HELP,
  access: 'member',
  name: 'start',
  usage: '',
  description: 'your role and accounts',
  details: ['Says who you are here and which accounts are open to you.'],
  async run({ desk }, call) {
    const { accounts } = await desk.status(call.user);
    await call.reply(startCard(call.user, accounts));
  },
};

export const helpCommand: ChatCommand = {
  ...HELP,
  access: 'member',
  name: 'help',
  usage: '[command]',
  description: 'what can be said here',
  details: ['With a command it says more about that one.'],
  async run({ commands }, call) {
    const name = call.text.toLowerCase().replace(/^\//, '').split(/\s/u)[0] ?? '';
    if (name === '') {
      await call.reply(helpCard(commands));
      return;
    }
    const command = findCommand(commands, name);
    await call.reply(
      command === null ? plainCard(`There is no /${name.slice(0, 32)}. /help lists all.`) : commandHelpCard(command),
    );
  },
};

export const whoamiCommand: ChatCommand = {
  ...HELP,
  access: 'anyone',
  name: 'whoami',
  usage: '',
  description: 'your id, this chat’s id, your role',
  details: ['Answers everybody; an owner needs the id to let somebody in.'],
  async run(_services, call) {
    await call.reply(whoamiCard(call.userId, call.address, call.user?.role ?? 'none'));
  },
};
