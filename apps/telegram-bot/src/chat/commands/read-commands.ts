import { canTrade } from '../../desk/desk-user.ts';
import { balanceCard } from '../../format/balance-card.ts';
import { ordersCard } from '../../format/orders-card.ts';
import { positionsCard } from '../../format/position-card.ts';
import { statusCard } from '../../format/status-card.ts';
import { pick } from '../../language/in-languages.ts';
import { readCommandTexts } from '../../language/texts/read-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answerLive, live, READ } from './answer.ts';

export const statusCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'status',
  help: pick(readCommandTexts, 'status'),
  async run({ desk }, call) {
    await call.reply(live(call, 'status', statusCard(call.speech, await desk.status(call.user))));
  },
};

export const balanceCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'balance',
  help: pick(readCommandTexts, 'balance'),
  run: async ({ desk }, call) => answerLive(call, 'balance', await desk.balances(call.user, call.text), balanceCard),
};

export const positionsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'positions',
  aliases: ['p'],
  help: pick(readCommandTexts, 'positions'),
  run: async ({ desk }, call) =>
    answerLive(call, 'positions', await desk.positions(call.user, call.text), (speech, report) =>
      positionsCard(speech, report, !canTrade(call.user)),
    ),
};

export const ordersCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'orders',
  aliases: ['o'],
  help: pick(readCommandTexts, 'orders'),
  run: ({ desk }, call) =>
    answerLive(call, 'orders', desk.orders(call.user, call.text), (speech, reports) =>
      ordersCard(speech, reports, !canTrade(call.user)),
    ),
};
