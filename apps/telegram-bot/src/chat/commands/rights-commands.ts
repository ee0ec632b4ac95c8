import type { Card } from '../../format/card.ts';
import { auditCard, linkCard, personCard, rightsRefusalCard, usersCard } from '../../format/rights-card.ts';
import type { RightsResult } from '../../rights/manage-rights.ts';
import type { ChatCommand, MemberCall } from '../chat-command.ts';

async function answer<T>(call: MemberCall, result: RightsResult<T>, toCard: (value: T) => Card): Promise<void> {
  await call.reply(result.ok ? toCard(result.value) : rightsRefusalCard(result));
}

const RIGHTS = { aliases: [], asksWhenLate: true } as const;
const HERE = '“here” makes it count in this chat, or topic, alone. The configuration’s owners stand above it.';

export const usersCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  asksWhenLate: false,
  name: 'users',
  usage: '',
  description: 'who may do what (owners)',
  details: ['What the configuration says, and what was given in chats: by whom and when.'],
  run: async ({ rights }, call) => answer(call, rights.users(call.user, call.address), usersCard),
};

export const grantCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  name: 'grant',
  usage: 'user-id owner|trader|viewer [@account] [here]',
  description: 'let somebody in (owners)',
  details: ['/grant 123456789 viewer', '/grant 123456789 trader @main here', 'It replaces what it covers.', HERE],
  run: async ({ rights }, call) => answer(call, await rights.grant(call.user, call.address, call.text), personCard),
};

export const revokeCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  asksWhenLate: false,
  name: 'revoke',
  usage: 'user-id [@account] [here]',
  description: 'shut somebody out (owners)',
  details: [
    '/revoke 123456789',
    '/revoke 123456789 @main',
    'It counts at once, for cards that stand already too.',
    HERE,
  ],
  run: async ({ rights }, call) => answer(call, await rights.revoke(call.user, call.address, call.text), personCard),
};

export const linkCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  name: 'link',
  usage: '[@account … | off]',
  description: 'bind this chat to accounts (owners)',
  details: [
    '/link @main makes it the only account of this chat, or topic.',
    '/link off frees it; /link says how it stands.',
    'What is told here, the configuration’s relay says.',
  ],
  run: async ({ rights }, call) => answer(call, await rights.link(call.user, call.address, call.text), linkCard),
};

export const auditCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  asksWhenLate: false,
  name: 'audit',
  usage: '[n]',
  description: 'who did what (owners)',
  details: ['/audit 30', 'Newest first, at most 99. The rows are chained: a changed one shows.'],
  run: async ({ rights }, call) => answer(call, await rights.audit(call.user, call.text), auditCard),
};
