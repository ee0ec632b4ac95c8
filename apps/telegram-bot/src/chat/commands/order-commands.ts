import { fillsCard } from '../../format/fills-card.ts';
import { orderCard } from '../../format/order-card.ts';
import { pick } from '../../language/in-languages.ts';
import { reportCommandTexts } from '../../language/texts/report-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answerLive, READ } from './answer.ts';

export const orderCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'order',
  help: pick(reportCommandTexts, 'order'),
  run: async ({ desk }, call) => answerLive(call, 'order', await desk.order(call.user, call.text), orderCard),
};

export const fillsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'fills',
  help: pick(reportCommandTexts, 'fills'),
  run: async ({ desk }, call) => answerLive(call, 'fills', await desk.fills(call.user, call.text), fillsCard),
};
