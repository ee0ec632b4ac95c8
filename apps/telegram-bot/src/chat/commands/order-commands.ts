import { fillsCard } from '../../format/fills-card.ts';
import { orderCard } from '../../format/order-card.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answer, READ } from './answer.ts';

export const orderCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'order',
  usage: 'id',
  description: 'all about one order',
  details: [
    'Its state, its history, and what its client id says. The id is our own, or the exchange’s of an open order.',
  ],
  run: async ({ desk }, call) => answer(call, await desk.order(call.user, call.text), orderCard),
};

export const fillsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'fills',
  usage: '[n] [symbol] [@account]',
  description: 'the latest fills',
  details: ['/fills', '/fills 20 BTCUSDT', 'Those that the desk heard of, newest first, at most 50.'],
  run: async ({ desk }, call) => answer(call, await desk.fills(call.user, call.text), fillsCard),
};
