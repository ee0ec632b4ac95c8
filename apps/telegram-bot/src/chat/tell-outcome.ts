import { stance } from '../desk/position-change.ts';
import type { CardOutcome } from '../desk/execute-card.ts';
import { approvalCard, type AskedApproval } from '../format/approval-card.ts';
import { plainCard } from '../format/plain-card.ts';
import { formatWhy } from '../format/why.ts';
import { approvalTexts } from '../language/texts/approval.ts';
import { routeTexts } from '../language/texts/routes.ts';
import { tapTexts } from '../language/texts/tap.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import { askText } from './ask-text.ts';
import { findCommand, type ChatServices, type CommandCall } from './chat-command.ts';
import { parseCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';

/** The call as if it had been made in that chat. */
export function callIn(services: ChatServices, call: CommandCall, address: ChatAddress): CommandCall {
  const speech = services.speeches.ofTarget(services.directory.targetOf(address));
  return { ...call, address, speech, reply: (card) => call.send(address, card) };
}

const isSame = (a: ChatAddress, b: ChatAddress) => a.chatId === b.chatId && a.topic === b.topic;

/** Shows the card that asks for more, and says where if it is elsewhere. */
async function showApproval(services: ChatServices, here: CommandCall, asked: AskedApproval): Promise<void> {
  const isHere = isSame(here.address, asked.at);
  const there = isHere && asked.type === 'code-asked' ? here : callIn(services, here, asked.at);
  const messageId = await there.reply(approvalCard(there.speech, asked));
  await services.desk.setCardMessage(asked.card.nonce, messageId);
  if (isHere) return;
  const chat = services.directory.targetOf(asked.at);
  await here.reply(plainCard(here.speech.say(approvalTexts).askedIn(chat)));
}

/** As if the person had sent the command now. */
async function give(services: ChatServices, text: string, call: CommandCall): Promise<void> {
  const given = parseCommand(text, '');
  const command = given === null ? null : findCommand(services.commands, given.name);
  if (given === null || command === null) return;
  await runCommand(services, command, { ...call, text: given.text });
}

/** What became of a card, told to who tapped and, where that was another chat, to who asked. */
export async function tellOutcome(
  services: ChatServices,
  here: CommandCall,
  outcome: CardOutcome,
  { askedIn, isAsker }: { readonly askedIn: ChatAddress; readonly isAsker: boolean },
): Promise<void> {
  const calls = isSame(here.address, askedIn) ? [here] : [here, callIn(services, here, askedIn)];
  const tell = async (textFor: (call: CommandCall) => string) => {
    for (const call of calls) await call.reply(plainCard(textFor(call)));
  };
  switch (outcome.type) {
    case 'refused':
      await tell(({ speech }) => {
        const { notPlaced, notDone, undone } = speech.say(tapTexts);
        const why = formatWhy(speech, outcome);
        if (outcome.undone === 'order') return notPlaced(why, outcome.code);
        return notDone(why, outcome.code, undone[outcome.undone]);
      });
      return;
    case 'not-switched':
      await tell(({ speech }) => speech.say(routeTexts).notSwitched(outcome.detail(speech)));
      return;
    case 'barred':
      await tell(({ speech }) => outcome.detail(speech));
      return;
    case 'moved': {
      const { quoted, price, again } = outcome;
      await tell(({ speech }) => {
        const words = speech.say(tapTexts);
        const [from, to] = [speech.price(quoted, null), speech.price(price, null)];
        return isAsker ? words.moved(from, to) : words.movedSince(from, to);
      });
      // the new card is for who asked, and only they can be given it here
      if (isAsker) await give(services, again, here);
      return;
    }
    case 'shrunk': {
      const { symbol, before, held, again } = outcome;
      await tell(({ speech }) => {
        const words = speech.say(tapTexts);
        const [from, to] = [speech.quantity(before, null), speech.quantity(held, null)];
        return isAsker ? words.shrunk(symbol, from, to) : words.shrunkSince(symbol, from, to);
      });
      if (isAsker) await give(services, again, here);
      return;
    }
    case 'changed': {
      const { symbol, before, held, again } = outcome;
      await tell((call) => {
        const words = call.speech.say(tapTexts);
        const [from, to] = [stance(call.speech, before), stance(call.speech, held)];
        return isAsker ? words.changed(symbol, from, to) : words.changedSince(symbol, from, to);
      });
      if (isAsker) await give(services, again, here);
      return;
    }
    case 'again':
      await give(services, outcome.text, here);
      return;
    case 'answered':
      if (!outcome.reply.ok) await tell(({ speech }) => askText(speech, outcome.reply).toast);
      return;
    case 'run': {
      const call = isAsker ? here : callIn(services, here, outcome.askedIn);
      const { asker, text } = outcome;
      await give(services, text, { ...call, userId: asker.id, user: asker, isApproved: true });
      return;
    }
    case 'code-asked':
    case 'second-asked':
      await showApproval(services, here, outcome);
      return;
    case 'placed':
    case 'panicked':
    case 'switched':
      return;
    default:
      outcome satisfies never;
  }
}
