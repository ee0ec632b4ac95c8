import type { ListedCommand } from '@perpdesk/telegram-bot/commands';

type Role = ListedCommand['role'];

const HEAD = `# Every command

What to type in the chat; \`/help\` lists what you may use, \`/help close\` says more about one. How the answers look: [cards.md](cards.md). What the desk tells by itself: [notifications.md](notifications.md).

\`[…]\` may be left out, \`a|b\` is one of them. \`@account\` is the account's name in the file, where you have several. Sizes: \`0.01\` is the base asset, \`$500\` and \`5%\` (of equity) are notional, \`risk1%\` is what the stop may cost. A command that moves money shows what it will do and asks; the card stands for 60 s. One that reaches the desk more than 30 s late asks first, too.
`;

const GROUPS: readonly (readonly [Role, string, string])[] = [
  ['none', 'Everybody', 'A stranger is answered this alone.'],
  ['viewer', 'Viewers', 'These read, or set how this chat is spoken to.'],
  [
    'trader',
    'Traders',
    'For the accounts that they may trade on. `/resume` wants an owner, or a trader of every account.',
  ],
  ['owner', 'Owners', 'Who may do what. What the file says, no command outranks.'],
];

const FOOT = `
Made from \`apps/telegram-bot/src/chat/commands/registry.ts\` by \`npm run docs\`.
`;

/** Text of a table's cell. */
const cell = (text: string) => text.replaceAll('|', '\\|');

function row({ name, aliases, usage, description, details }: ListedCommand): string {
  const call = cell(`\`/${name}${usage === '' ? '' : ` ${usage}`}\``);
  const short = aliases.length === 0 ? '' : ` (${aliases.map((alias) => `\`/${alias}\``).join(', ')})`;
  const examples = details.filter((line) => line.startsWith('/')).map((line) => `\`${cell(line)}\``);
  const words = details.filter((line) => !line.startsWith('/')).map(cell);
  const more = [...words, ...(examples.length === 0 ? [] : [`E.g. ${examples.join(', ')}`])].join(' ');
  return `| ${call}${short} | ${cell(description)} | ${more} |\n`;
}

/** The text of docs/commands.md. */
export function formatCommandsPage(commands: readonly ListedCommand[]): string {
  const groups = GROUPS.map(([role, title, words]) => {
    const rows = commands.filter((command) => command.role === role).map(row);
    return `\n## ${title}\n${words}\n\n| command | | |\n| --- | --- | --- |\n${rows.join('')}`;
  });
  return `${HEAD}${groups.join('')}${FOOT}`;
}
