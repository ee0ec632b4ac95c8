import { accountsCard } from '../../format/accounts-card.ts';
import { riskCard } from '../../format/risk-card.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answer, READ } from './answer.ts';

export const accountsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'accounts',
  usage: '[@account]',
  description: 'your accounts at a glance',
  details: ['Whether each is connected, what it is worth and holds, and all of them together.'],
  run: async ({ desk }, call) => answer(call, await desk.accountOverviews(call.user, call.text), accountsCard),
};

export const riskCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'risk',
  usage: '[@account]',
  description: 'exposure, leverage, closest liquidation',
  details: [
    'Per account and together: exposure, its multiple of the equity, the margin ratio (at 100 % the exchange liquidates), the closest liquidation, and positions without a stop.',
    '“At the stops” is what the equity changes by, before fees, when every stop is hit at its price.',
  ],
  run: async ({ desk }, call) => answer(call, await desk.risk(call.user, call.text), riskCard),
};
