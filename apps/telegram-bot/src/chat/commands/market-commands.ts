import { fundingCard, priceCard } from '../../format/price-card.ts';
import { pick } from '../../language/in-languages.ts';
import { marketTexts } from '../../language/texts/market.ts';
import type { ChatCommand } from '../chat-command.ts';
import { answerLive, READ } from './answer.ts';

export const priceCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'price',
  help: pick(marketTexts, 'price'),
  run: async ({ desk }, call) => answerLive(call, 'price', await desk.price(call.user, call.text), priceCard),
};

export const fundingCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'funding',
  help: pick(marketTexts, 'funding'),
  run: async ({ desk }, call) => answerLive(call, 'funding', await desk.funding(call.user, call.text), fundingCard),
};
