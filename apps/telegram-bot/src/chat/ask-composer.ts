import { Composer } from 'grammy';
import { approvalTexts } from '../language/texts/approval.ts';
import { askText } from './ask-text.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import type { ChatContext } from './chat-context.ts';
import { addressOf, callOf } from './command-call.ts';
import { answerTap, showText } from './show-tap.ts';
import { tapPlaceOf } from './tap-place.ts';
import { tellOutcome } from './tell-outcome.ts';

const CARD = /^a:([0-9a-f]{8,32}):([ps])$/;

/** Taps on cards on which an alert asks: `a:<signal>:p` places it, `a:<signal>:s` skips it. */
export function askComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(CARD, async (context) => {
    const [, signalId, answer] = CARD.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (signalId === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    const decision = answer === 'p' ? 'place' : 'skip';
    const relay = services.directory.relayFor(call.address, null);
    const reply = await services.desk.answerAsk(tapPlaceOf(services, call), { signalId, decision, relay });
    if ('type' in reply) {
      await answerTap(context, context.speech.say(approvalTexts).toast.oneMoment);
      await tellOutcome(services, call, reply, { askedIn: call.address, isAsker: true });
      return;
    }
    const isPlaced = !reply.ok && reply.code === 'placed';
    const truth = isPlaced ? await services.desk.askTruth(signalId) : null;
    const { toast } = askText(context.speech, reply, truth);
    // the toast is for whoever tapped, the button for all who read the card
    const chat = services.speeches.ofTarget(services.directory.targetOf(addressOf(context)));
    await showText(context, { toast, button: askText(chat, reply).button });
  });
  return composer;
}
