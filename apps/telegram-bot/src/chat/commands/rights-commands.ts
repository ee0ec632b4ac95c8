import type { Card } from '../../format/card.ts';
import { auditCard, linkCard, personCard, rightsRefusalCard, usersCard } from '../../format/rights-card.ts';
import type { RightsResult } from '../../rights/manage-rights.ts';
import type { Speech } from '../../language/speech.ts';
import { pick } from '../../language/in-languages.ts';
import { rightsCommandTexts } from '../../language/texts/rights-commands.ts';
import type { ChatCommand, MemberCall } from '../chat-command.ts';
import { isHeldBack } from './hold-back.ts';

async function answer<T>(
  call: MemberCall,
  result: RightsResult<T>,
  toCard: (speech: Speech, value: T) => Card,
): Promise<void> {
  await call.reply(result.ok ? toCard(call.speech, result.value) : rightsRefusalCard(call.speech, result));
}

const RIGHTS = { aliases: [], asksWhenLate: true } as const;

export const usersCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  asksWhenLate: false,
  name: 'users',
  help: pick(rightsCommandTexts, 'users'),
  run: async ({ rights }, call) => answer(call, rights.users(call.user, call.address), usersCard),
};

export const grantCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  name: 'grant',
  help: pick(rightsCommandTexts, 'grant'),
  async run(services, call) {
    const { user, address, text } = call;
    const { role } = user;
    if (role === 'owner' && (await isHeldBack(services, call, { text: `/grant ${text}`, role }))) return;
    await answer(call, await services.rights.grant(user, address, text), personCard);
  },
};

export const revokeCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  asksWhenLate: false,
  name: 'revoke',
  help: pick(rightsCommandTexts, 'revoke'),
  run: async ({ rights }, call) => answer(call, await rights.revoke(call.user, call.address, call.text), personCard),
};

export const linkCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  name: 'link',
  help: pick(rightsCommandTexts, 'link'),
  run: async ({ rights }, call) => answer(call, await rights.link(call.user, call.address, call.text), linkCard),
};

export const auditCommand: ChatCommand = {
  ...RIGHTS,
  access: 'member',
  asksWhenLate: false,
  name: 'audit',
  help: pick(rightsCommandTexts, 'audit'),
  run: async ({ rights }, call) => answer(call, await rights.audit(call.user, call.text), auditCard),
};
