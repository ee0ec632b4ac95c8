import { tapTexts } from '../language/texts/tap.ts';
import { Composer } from 'grammy';
import type { CardClaim } from '../desk/card-claim.ts';
import type { TapPlace } from '../desk/confirm-cards.ts';
import { cardKindOf } from '../desk/card-truth.ts';
import type { ClaimedCard } from '../desk/execute-card.ts';
import { formatActor } from '../language/actor.ts';
import { plainCard } from '../format/plain-card.ts';
import type { Speech } from '../language/speech.ts';
import { approvalTexts } from '../language/texts/approval.ts';
import { outcomeTexts } from '../language/texts/outcome.ts';
import { routeTexts } from '../language/texts/routes.ts';
import type { CardText } from '../live/order-cards.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices, CommandCall, MemberCall } from './chat-command.ts';
import { addressOf, callOf } from './command-call.ts';
import { relayOf } from './relay-of.ts';
import { answerTap, settleButtons, showText } from './show-tap.ts';
import { tapPlaceOf } from './tap-place.ts';
import { claimText, outcomeButton } from './tap-texts.ts';
import { callIn, tellOutcome } from './tell-outcome.ts';

const CARD = /^c:([A-Za-z0-9_-]{16,40}):([yn])$/;

/** What a card says while it is carried out. */
function begun({ say }: Speech, { command }: ClaimedCard, takesMore: boolean): string {
  const words = say(tapTexts);
  if (command.type === 'panic') return words.closing;
  if (takesMore) return say(approvalTexts).toast.oneMoment;
  const { type } = command.type === 'approve' ? command.command : command;
  if (type === 'route') return say(routeTexts).switching;
  const kind = cardKindOf(command);
  return kind === null || kind === 'order' ? words.placing : say(outcomeTexts).label.change[kind].working;
}

/** What stays of a card's text once it was tapped: all but the last line, which says until when it waits. */
function standingText({ callbackQuery }: ChatContext): CardText | null {
  const { text = '', entities = [] } = callbackQuery?.message ?? {};
  const end = text.lastIndexOf('\n');
  if (end === -1) return null;
  return { text: text.slice(0, end), entities: entities.filter(({ offset, length }) => offset + length <= end) };
}

/** The card's button, and its last line, follow what becomes of the order. */
async function trackOrder(services: ChatServices, context: ChatContext, nonce: string): Promise<void> {
  const messageId = context.callbackQuery?.message?.message_id;
  if (messageId === undefined) return;
  const address = addressOf(context);
  const target = services.directory.targetOf(address);
  const text = standingText(context);
  await services.orderCards.track({ nonce, chatId: address.chatId, messageId, target, text });
}

async function carryOut(
  services: ChatServices,
  context: ChatContext,
  place: TapPlace,
  claim: ClaimedCard,
): Promise<void> {
  const { desk } = services;
  const words = context.speech.say(tapTexts);
  const label = begun(context.speech, claim, desk.takesMore(claim, place.user));
  const shown = (async () => {
    await answerTap(context, label);
    await settleButtons(context, label);
  })();
  const call = callOf(context, '');
  const relay = relayOf(services, call, claim);
  const { command, row } = claim;
  const askedIn = command.type === 'approve' ? command.askedIn : place;
  try {
    const outcome = await desk.executeCard(claim, place, relay);
    await shown;
    const isOrder = outcome.type === 'placed' || (outcome.type === 'answered' && outcome.reply.ok);
    if (isOrder) await trackOrder(services, context, row.nonce);
    else await settleButtons(context, outcomeButton(context.speech, outcome));
    await tellOutcome(services, call, outcome, { askedIn, isAsker: row.userId === place.user.id });
  } catch (error) {
    await shown;
    await settleButtons(context, words.unclear);
    throw error;
  }
}

/** Who asked hears that another person said no. */
async function tellDeclined(
  services: ChatServices,
  call: CommandCall,
  { askedIn }: Extract<CardClaim, { readonly type: 'declined' }>,
): Promise<void> {
  const { speech, reply } = callIn(services, call, askedIn);
  await reply(plainCard(speech.say(approvalTexts).declined(formatActor(speech, `user:${call.userId}`))));
}

/** Taps on confirm cards: `c:<nonce>:y` and `c:<nonce>:n`. */
export function confirmComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(CARD, async (context) => {
    const [, nonce, answer] = CARD.exec(context.callbackQuery.data) ?? [];
    const user = context.deskUser;
    if (nonce === undefined || user === null) return;
    const call: MemberCall = { ...callOf(context, ''), user };
    const place = tapPlaceOf(services, call);
    const claim =
      answer === 'y' ? await services.desk.claimCard(place, nonce) : await services.desk.cancelCard(place, nonce);
    if (claim.type === 'claimed') {
      await carryOut(services, context, place, claim);
      return;
    }
    const truth = claim.type === 'already' ? await services.desk.cardTruth(claim.row.nonce) : null;
    await showText(context, claimText(context.speech, claim, truth));
    if (claim.type === 'declined') await tellDeclined(services, call, claim);
  });
  return composer;
}
