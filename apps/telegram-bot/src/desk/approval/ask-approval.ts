import type { Environment } from '@perpdesk/broker-core';
import type { ChatAddress } from '../../outbox/chat-directory.ts';
import type { Phrase } from '../../language/speech.ts';
import { approvalTexts } from '../../language/texts/approval.ts';
import type { ConfirmCards, IssuedCard, TapPlace } from '../confirm-cards.ts';
import type { ApproveCommand, GuardedCommand } from '../confirm-command.ts';
import type { DeskContext } from '../desk-context.ts';
import type { Role } from '../desk-user.ts';
import { stagesFor } from './approval-rules.ts';
import { movedAway } from './moved-away.ts';
import { riskOf } from './risk-of.ts';
import { addingWish, stagesWithEarlier } from './stages-with-earlier.ts';

const SECOND_TTL_MS = 300_000;

/** What a wish takes before it is carried out. */
export type ApprovalOutcome =
  | {
      readonly type: 'code-asked' | 'second-asked';
      readonly card: IssuedCard;
      readonly askerId: string;
      /** Where it is asked for. */
      readonly at: ChatAddress;
      /** `null`: no account of its own. */
      readonly account: { readonly brokerId: string; readonly environment: Environment } | null;
      readonly command: GuardedCommand;
    }
  | { readonly type: 'barred'; readonly detail: Phrase };

export interface ApprovalWish {
  readonly place: TapPlace;
  /** What the person is on its accounts. */
  readonly role: Role | null;
  /** `''`: no account of its own. */
  readonly brokerId: string;
  readonly brokerIds: ApproveCommand['brokerIds'];
  readonly relay: readonly string[];
  readonly command: GuardedCommand;
  /** The card that was tapped; `null`: there was none. */
  readonly claimed: string | null;
}

type Step = Omit<ApproveCommand, 'type' | 'stage'> & { readonly userId: string; readonly brokerId: string };

/** Where another person is asked; `null`: nowhere. */
function secondPlace(context: DeskContext, { chatId, topic }: ChatAddress): ChatAddress | null {
  return chatId.startsWith('-') ? { chatId, topic } : context.approvals.secondChat;
}

async function bar(cards: ConfirmCards, claimed: string | null, detail: Phrase): Promise<ApprovalOutcome> {
  if (claimed !== null) await cards.finish(claimed, 'failed', 'barred');
  return { type: 'barred', detail };
}

/** Puts the card of the next thing that it takes in place of the one before; nothing left: `null`. */
async function step(
  context: DeskContext,
  cards: ConfirmCards,
  claimed: string | null,
  { userId, brokerId, ...wish }: Step,
): Promise<ApprovalOutcome | null> {
  const [stage, ...rest] = wish.rest;
  if (stage === undefined) return null;
  if (stage === 'code' && context.approvals.secretOf(userId) === null) {
    return bar(cards, claimed, ({ say }) => say(approvalTexts).noCode);
  }
  const at = stage === 'code' ? wish.askedIn : secondPlace(context, wish.askedIn);
  if (at === null) return bar(cards, claimed, ({ say }) => say(approvalTexts).noSecond);
  const command: ApproveCommand = { type: 'approve', stage, ...wish, rest };
  const ttlMs = stage === 'code' ? context.confirmTtlMs : SECOND_TTL_MS;
  const form = { type: 'flag-put', name: codeForm({ userId, chatId: at.chatId }) } as const;
  const next = { userId, chatId: at.chatId, brokerId, command, ttlMs };
  const card = await cards.advance(
    claimed,
    next,
    stage === 'code' ? (nonce) => [{ ...form, value: nonce }] : undefined,
  );
  const type = stage === 'code' ? 'code-asked' : 'second-asked';
  const account = brokerId === '' ? null : { brokerId, environment: context.manager.view(brokerId).environment };
  return { type, card, askerId: userId, at, account, command: wish.command };
}

/** The journal's flag that names the card for which a person's next code in a chat is. */
export function codeForm({ userId, chatId }: { readonly userId: string; readonly chatId: string }): string {
  return `code:${chatId}:${userId}`;
}

/**
 * Asks for what the wish takes by role and size; `null`: a tap is enough. Of an order the size is what it comes to with those
 * before it, so that a large one is not split past the rule.
 */
export async function askApproval(
  context: DeskContext,
  cards: ConfirmCards,
  { place, role, brokerId, brokerIds, relay, command, claimed }: ApprovalWish,
): Promise<ApprovalOutcome | null> {
  const { user, chatId, topic } = place;
  const size = riskOf(context, brokerId, command);
  if (stagesFor(context.approvals, user, role, size === null ? null : 'unknown').length === 0) return null;
  const origin = claimed ?? context.createNonce();
  const adding = await addingWish(context, { brokerId, tradeId: origin }, command);
  const moved = await movedAway(context, user, brokerId, command);
  if (adding !== null) await context.addedRisk.ready();
  // nothing is waited for between the sum and the note: of two at once the second sees the first
  const rest = stagesWithEarlier(context, { user, role }, { size, moved }, adding);
  if (adding !== null && rest.length === 0) context.addedRisk.note(user.id, adding, []);
  const askedIn = { chatId, topic };
  return step(context, cards, claimed, {
    passed: [],
    rest,
    origin,
    brokerIds,
    askedIn,
    relay,
    command,
    userId: user.id,
    brokerId,
  });
}

/** One thing that it takes was given: asks for the next; `null`: that was all. */
export function askFurther(
  context: DeskContext,
  cards: ConfirmCards,
  claimed: { readonly nonce: string; readonly userId: string; readonly brokerId: string },
  { type: _, stage, passed, ...wish }: ApproveCommand,
): Promise<ApprovalOutcome | null> {
  const { nonce, userId, brokerId } = claimed;
  return step(context, cards, nonce, { ...wish, passed: [...passed, stage], userId, brokerId });
}
