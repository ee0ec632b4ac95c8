import type { DeskResult } from '../../desk/desk-result.ts';
import type { IssuedCard } from '../../desk/confirm-cards.ts';
import { namesPrice } from '../../desk/close-at.ts';
import type { Card } from '../../format/card.ts';
import { changeCard } from '../../format/change-card.ts';
import { refusalCard } from '../../format/plain-card.ts';
import { closeCard, openCard, panicCard } from '../../format/preview-card.ts';
import { pick } from '../../language/in-languages.ts';
import type { Speech } from '../../language/speech.ts';
import { tradeCommandTexts } from '../../language/texts/trade-commands.ts';
import type { ChatCommand, ChatServices, CommandCall, MemberCall } from '../chat-command.ts';

/** Shows a preview, or why there is none; the card remembers its message. */
export async function showPreview<T extends IssuedCard>(
  { desk }: ChatServices,
  call: CommandCall,
  preview: DeskResult<T>,
  toCard: (speech: Speech, value: T) => Card,
): Promise<void> {
  if (!preview.ok) {
    await call.reply(refusalCard(call.speech, preview));
    return;
  }
  const messageId = await call.reply(toCard(call.speech, preview.value));
  await desk.setCardMessage(preview.value.nonce, messageId);
}

export function placeOf(call: MemberCall) {
  return { user: call.user, chatId: call.address.chatId };
}

const TRADE = { asksWhenLate: true, aliases: [] } as const;

function openCommand(direction: 'long' | 'short'): ChatCommand {
  return {
    ...TRADE,
    access: 'member',
    name: direction,
    help: pick(tradeCommandTexts, direction),
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
  help: pick(tradeCommandTexts, 'close'),
  async run(services, call) {
    if (!namesPrice(call.text)) {
      await showPreview(services, call, await services.desk.previewClose(placeOf(call), call.text), closeCard);
      return;
    }
    const name = { type: 'typed', text: call.text } as const;
    await showPreview(services, call, await services.desk.previewProtect(placeOf(call), 'close-at', name), changeCard);
  },
};

export const panicCommand: ChatCommand = {
  ...TRADE,
  access: 'member',
  asksWhenLate: false,
  name: 'panic',
  help: pick(tradeCommandTexts, 'panic'),
  run: async (services, call) =>
    showPreview(services, call, await services.desk.previewPanic(placeOf(call), call.text), panicCard),
};
