import { Composer } from 'grammy';
import type { ClaimedCard } from '../desk/execute-card.ts';
import { plainCard } from '../format/plain-card.ts';
import { approvalTexts } from '../language/texts/approval.ts';
import { tapTexts } from '../language/texts/tap.ts';
import { readCode } from './read-code.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices, MemberCall } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { relayOf } from './relay-of.ts';
import { tapPlaceOf } from './tap-place.ts';
import { claimText } from './tap-texts.ts';
import { tellOutcome } from './tell-outcome.ts';

async function carryOut(services: ChatServices, call: MemberCall, claim: ClaimedCard): Promise<void> {
  const { say } = call.speech;
  const outcome = await services.desk.executeCard(claim, tapPlaceOf(services, call), relayOf(services, call, claim));
  if (outcome.type === 'placed') {
    const messageId = await call.reply(plainCard(say(approvalTexts).given(outcome.signalId)));
    const target = services.directory.targetOf(call.address);
    await services.orderCards.track({
      nonce: claim.row.nonce,
      chatId: call.address.chatId,
      messageId,
      target,
      text: null,
    });
  }
  if (outcome.type === 'switched') await call.reply(plainCard(say(approvalTexts).done));
  await tellOutcome(services, call, outcome, { askedIn: call.address, isAsker: true });
}

async function take(services: ChatServices, call: MemberCall, code: string): Promise<void> {
  const words = call.speech.say(approvalTexts);
  const [taken] = await Promise.all([services.desk.takeCode(tapPlaceOf(services, call), code), call.forget()]);
  switch (taken.type) {
    case 'claimed':
      try {
        await carryOut(services, call, taken);
      } catch (error) {
        await call.reply(plainCard(call.speech.say(tapTexts).unclear));
        throw error;
      }
      return;
    case 'wrong':
      await call.reply(plainCard(words.wrong(taken.left)));
      return;
    case 'used':
      await call.reply(plainCard(words.used));
      return;
    case 'locked':
      await call.reply(plainCard(words.locked(call.speech.time(taken.until))));
      return;
    case 'none':
      await call.reply(plainCard(words.noneWaits));
      return;
    default:
      await call.reply(plainCard(claimText(call.speech, taken).toast));
  }
}

/** Codes of authenticators, written as they are or after /code, while a card waits for one; all else goes on. */
export function codeComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.on('message:text', async (context, next) => {
    const { command, deskUser: user } = context;
    const text = command === null ? context.message.text : command.name === 'code' ? command.text : null;
    const code = text === null ? null : readCode(text);
    if (user === null || code === null) return next();
    const call: MemberCall = { ...callOf(context, ''), user };
    if (!(await services.desk.waitsForCode(tapPlaceOf(services, call)))) return next();
    await take(services, call, code);
  });
  return composer;
}
