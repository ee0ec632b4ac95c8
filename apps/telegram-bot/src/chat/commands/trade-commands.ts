import type { DeskResult } from '../../desk/desk-result.ts';
import type { IssuedCard } from '../../desk/confirm-cards.ts';
import type { Card } from '../../format/card.ts';
import { refusalCard } from '../../format/plain-card.ts';
import { closeCard, openCard, panicCard } from '../../format/preview-card.ts';
import type { ChatCommand, ChatServices, CommandCall, MemberCall } from '../chat-command.ts';

/** Shows a preview, or why there is none; the card remembers its message. */
export async function showPreview<T extends IssuedCard>(
  { desk }: ChatServices,
  call: CommandCall,
  preview: DeskResult<T>,
  toCard: (value: T) => Card,
): Promise<void> {
  if (!preview.ok) {
    await call.reply(refusalCard(preview));
    return;
  }
  const messageId = await call.reply(toCard(preview.value));
  await desk.setCardMessage(preview.value.nonce, messageId);
}

export function placeOf(call: MemberCall) {
  return { user: call.user, chatId: call.address.chatId };
}

const TRADE = { asksWhenLate: true, aliases: [] } as const;
const SIZES = 'Sizes: 0.01 in the base asset, $500 or 5% (of equity) as notional, risk1% of equity lost at the stop.';
const TERMS =
  'At market, or as a limit order with @price. Stop and targets: price or percent, with a share. It asks first.';

function openCommand(direction: 'long' | 'short'): ChatCommand {
  return {
    ...TRADE,
    access: 'member',
    name: direction,
    usage: 'symbol size [@price] [sl=] [tp=price[:share]] [lev=] [@account]',
    description: direction === 'long' ? 'buy' : 'sell short',
    details: [
      `/${direction} BTCUSDT 0.01`,
      `/${direction} ETHUSDT $500 @${direction === 'long' ? '2900 sl=2800 tp=3100:50%,3300' : '3100 sl=3200 tp=2900:50%,2700'} lev=5`,
      `/${direction} BTCUSDT risk1% sl=2%`,
      SIZES,
      TERMS,
    ],
    run: async (services, call) =>
      showPreview(services, call, await services.desk.previewOpen(placeOf(call), direction, call.text), openCard),
  };
}

export const longCommand = openCommand('long');
export const shortCommand = openCommand('short');

export const closeCommand: ChatCommand = {
  ...TRADE,
  access: 'member',
  name: 'close',
  usage: 'symbol [50%|quantity] [@account]',
  description: 'close a position, or a part',
  details: [
    '/close BTCUSDT',
    '/close BTCUSDT 50%',
    'Only ever reduces; works while the desk is paused. It asks first.',
  ],
  run: async (services, call) =>
    showPreview(services, call, await services.desk.previewClose(placeOf(call), call.text), closeCard),
};

export const panicCommand: ChatCommand = {
  ...TRADE,
  access: 'member',
  asksWhenLate: false,
  name: 'panic',
  usage: '[@account|all]',
  description: 'block signals, cancel entries, close everything',
  details: ['One red button. The desk goes on until the exchange says flat, and stays blocked until /resume.'],
  run: async (services, call) =>
    showPreview(services, call, await services.desk.previewPanic(placeOf(call), call.text), panicCard),
};
