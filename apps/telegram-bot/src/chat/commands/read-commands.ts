import { canTrade } from '../../desk/desk-user.ts';
import { balanceCard } from '../../format/balance-card.ts';
import { ordersCard } from '../../format/orders-card.ts';
import { positionsCard } from '../../format/position-card.ts';
import { statusCard } from '../../format/status-card.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answer, READ } from './answer.ts';

export const statusCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'status',
  usage: '',
  description: 'accounts, signals, outbox',
  details: ['Whether the accounts are connected, the signals on, and what waits to be told.'],
  async run({ desk }, call) {
    await call.reply(statusCard(await desk.status(call.user)));
  },
};

export const balanceCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'balance',
  usage: '[@account]',
  description: 'equity, free balance, margin',
  details: ['Of one account, or of all that are open to you.'],
  run: async ({ desk }, call) => answer(call, await desk.balances(call.user, call.text), balanceCard),
};

export const positionsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'positions',
  aliases: ['p'],
  usage: '[symbol] [@account]',
  description: 'open positions',
  details: ['Entry, mark, PnL, liquidation price and stop; buttons to close.'],
  run: async ({ desk }, call) =>
    answer(call, await desk.positions(call.user, call.text), (report) => positionsCard(report, !canTrade(call.user))),
};

export const ordersCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'orders',
  aliases: ['o'],
  usage: '[symbol] [@account]',
  description: 'open orders',
  details: ['Type, price, trigger, age and client id of each.'],
  run: ({ desk }, call) => answer(call, desk.orders(call.user, call.text), ordersCard),
};
