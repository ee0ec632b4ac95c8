import { signalCard } from '../../format/signal-card.ts';
import { signalsCard } from '../../format/signals-card.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answer, READ } from './answer.ts';

export const signalsCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'signals',
  usage: '[n] [route]',
  description: 'the latest signals',
  details: ['/signals', '/signals 20 btc-trend', 'What came, what it asked for, and what became of it; at most 30.'],
  run: async ({ desk }, call) => answer(call, await desk.signals(call.user, call.text), signalsCard),
};

export const signalCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'signal',
  usage: 'id',
  description: 'the way of one signal',
  details: ['Received, parsed, risk check, order, fill, with the ms of each step. The beginning of the id will do.'],
  run: async ({ desk }, call) => answer(call, await desk.signal(call.user, call.text), signalCard),
};
