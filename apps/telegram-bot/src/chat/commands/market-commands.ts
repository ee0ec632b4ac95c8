import { fundingCard, priceCard } from '../../format/price-card.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answer, READ } from './answer.ts';

export const priceCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'price',
  usage: 'symbol [@account]',
  description: 'last, mark and index price, 24 h',
  details: ['/price BTCUSDT', 'At the exchange of the account that is named, or of the first that lists it.'],
  run: async ({ desk }, call) => answer(call, await desk.price(call.user, call.text), priceCard),
};

export const fundingCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'funding',
  usage: 'symbol [@account]',
  description: 'the next funding, and what it costs you',
  details: ['/funding BTCUSDT', 'Rate, time, and what your positions pay or get, at the mark price as it is now.'],
  run: async ({ desk }, call) => answer(call, await desk.funding(call.user, call.text), fundingCard),
};
