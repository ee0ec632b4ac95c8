import type { BotCommand } from 'grammy/types';
import type { Role } from '../desk/desk-user.ts';
import type { Language } from '../language/language.ts';
import type { ChatCommand } from './chat-command.ts';

type Reader = Role | 'none';

const TRADING: readonly string[] = [
  'route',
  'long',
  'short',
  'close',
  'reverse',
  'sl',
  'tp',
  'be',
  'trail',
  'cancel',
  'settle',
  'leverage',
  'margin',
  'posmode',
  'pause',
  'resume',
  'panic',
];
const OWNING: readonly string[] = ['users', 'grant', 'revoke', 'link', 'audit'];
const RANK: Readonly<Record<Reader, number>> = { none: 0, viewer: 1, trader: 2, owner: 3 };

/** The least that somebody must be for a command to do something for them. What it does is checked again when it is given. */
export function leastRole({ name, access }: Pick<ChatCommand, 'name' | 'access'>): Reader {
  if (access === 'anyone') return 'none';
  if (OWNING.includes(name)) return 'owner';
  return TRADING.includes(name) ? 'trader' : 'viewer';
}

/** The commands that are of use to somebody: what /help lists and their menu shows. */
export function commandsFor(commands: readonly ChatCommand[], role: Reader): readonly ChatCommand[] {
  return commands.filter((command) => RANK[leastRole(command)] <= RANK[role]);
}

/** What a group types most: its menu is a short one, /help has the rest. */
const IN_GROUPS: readonly string[] = [
  'status',
  'positions',
  'orders',
  'pnl',
  'signals',
  'routes',
  'chart',
  'price',
  'long',
  'short',
  'close',
  'pause',
  'resume',
  'panic',
  'help',
];

export function commandsForGroups(commands: readonly ChatCommand[]): readonly ChatCommand[] {
  return commands.filter(({ name }) => IN_GROUPS.includes(name));
}

/** The menu as Telegram takes it. */
export function menuOf(commands: readonly ChatCommand[], role: Reader, language: Language): readonly BotCommand[] {
  return commandsFor(commands, role).map(({ name, help }) => ({
    command: name,
    description: help[language].description,
  }));
}
