import { tapTexts } from '../language/texts/tap.ts';
import { Composer } from 'grammy';
import type { CardPlace } from '../desk/confirm-cards.ts';
import type { CardOutcome, ClaimedCard } from '../desk/execute-card.ts';
import { formatWhy } from '../format/why.ts';
import { plainCard } from '../format/plain-card.ts';
import type { Speech } from '../language/speech.ts';
import { routeTexts } from '../language/texts/routes.ts';
import type { ChatContext } from './chat-context.ts';
import { findCommand, type ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { parseCommand } from './parse-command.ts';
import { runCommand } from './run-command.ts';
import { answerTap, settleButtons, showText } from './show-tap.ts';
import { claimText, outcomeButton } from './tap-texts.ts';

const CARD = /^c:([A-Za-z0-9_-]{16,40}):([yn])$/;

/** What a card says while it is carried out. */
function begun({ say }: Speech, { command }: ClaimedCard): string {
  const words = say(tapTexts);
  if (command.type === 'panic') return words.closing;
  return command.type === 'route' ? say(routeTexts).switching : words.placing;
}

async function tellOutcome(services: ChatServices, context: ChatContext, outcome: CardOutcome): Promise<void> {
  const call = callOf(context, '');
  const words = call.speech.say(tapTexts);
  if (outcome.type === 'refused') {
    await call.reply(plainCard(words.notPlaced(formatWhy(call.speech, outcome), outcome.code)));
  }
  if (outcome.type === 'not-switched') {
    await call.reply(plainCard(call.speech.say(routeTexts).notSwitched(outcome.detail(call.speech))));
  }
  if (outcome.type === 'moved') {
    const { price } = call.speech;
    await call.reply(plainCard(words.moved(price(outcome.quoted, null), price(outcome.price, null))));
    await giveAgain(services, context, outcome.again);
  }
  if (outcome.type === 'again') await giveAgain(services, context, outcome.text);
}

/** As if the person had sent the command now. */
async function giveAgain(services: ChatServices, context: ChatContext, text: string): Promise<void> {
  const given = parseCommand(text, context.me.username);
  const command = given === null ? null : findCommand(services.commands, given.name);
  if (given === null || command === null) return;
  await runCommand(services, command, { ...callOf(context, ''), text: given.text });
}

/** `null`: the card concerns no account of its own. */
function brokersOf(brokerId: string): readonly string[] | null {
  return brokerId === '' ? null : [brokerId];
}

async function carryOut(
  services: ChatServices,
  context: ChatContext,
  place: CardPlace,
  claim: ClaimedCard,
): Promise<void> {
  const words = context.speech.say(tapTexts);
  const label = begun(context.speech, claim);
  const shown = (async () => {
    await answerTap(context, label);
    await settleButtons(context, label);
  })();
  const brokerIds = claim.command.type === 'panic' ? claim.command.brokerIds : brokersOf(claim.row.brokerId);
  const relay = services.directory.relayFor(callOf(context, '').address, brokerIds);
  try {
    const outcome = await services.desk.executeCard(claim, place.user, relay);
    await shown;
    await settleButtons(context, outcomeButton(context.speech, outcome));
    await tellOutcome(services, context, outcome);
  } catch (error) {
    await shown;
    await settleButtons(context, words.unclear);
    throw error;
  }
}

/** Taps on confirm cards: `c:<nonce>:y` and `c:<nonce>:n`. */
export function confirmComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(CARD, async (context) => {
    const [, nonce, answer] = CARD.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (nonce === undefined || user === null) return;
    const place = { user, chatId: callOf(context, '').address.chatId };
    const claim =
      answer === 'y' ? await services.desk.claimCard(place, nonce) : await services.desk.cancelCard(place, nonce);
    if (claim.type === 'claimed') await carryOut(services, context, place, claim);
    else await showText(context, claimText(context.speech, claim));
  });
  return composer;
}
