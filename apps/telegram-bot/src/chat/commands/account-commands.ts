import { accountsCard } from '../../format/accounts-card.ts';
import { riskCard } from '../../format/risk-card.ts';
import { pick } from '../../language/in-languages.ts';
import { reportCommandTexts } from '../../language/texts/report-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answerLive, READ } from './answer.ts';

export const accountsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'accounts',
  help: pick(reportCommandTexts, 'accounts'),
  run: async ({ desk }, call) =>
    answerLive(call, 'accounts', await desk.accountOverviews(call.user, call.text), accountsCard),
};

export const riskCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'risk',
  help: pick(reportCommandTexts, 'risk'),
  run: async ({ desk }, call) => answerLive(call, 'risk', await desk.risk(call.user, call.text), riskCard),
};
