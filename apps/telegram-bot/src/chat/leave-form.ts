import { plainCard } from '../format/plain-card.ts';
import { handTexts } from '../language/texts/hand.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import { placeOf } from './commands/trade-commands.ts';

/** Leaves what is half filled in. */
export async function leaveForm(services: ChatServices, call: MemberCall): Promise<void> {
  const wasOpen = await services.desk.forms.leave(placeOf(call));
  const words = call.speech.say(handTexts);
  await call.reply(plainCard(wasOpen ? words.left : words.nothingOpen));
}
