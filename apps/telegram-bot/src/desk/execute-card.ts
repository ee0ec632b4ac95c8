import { decimal } from '@perpdesk/broker-core';
import type { PanicReport, RouteState, TradeResult } from '@perpdesk/signals';
import { answerAskNow, type AskReply } from './answer-ask.ts';
import { stagesFor } from './approval/approval-rules.ts';
import { riskOf } from './approval/risk-of.ts';
import { givenIn } from './approval/added-risk.ts';
import { addingWish } from './approval/stages-with-earlier.ts';
import { askApproval, askFurther, type ApprovalOutcome } from './approval/ask-approval.ts';
import type { CardClaim } from './card-claim.ts';
import { accountsOfClaim } from './claim-accounts.ts';
import type { ConfirmCards, TapPlace } from './confirm-cards.ts';
import type { ApproveCommand, GuardedCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { actorOf, leastRoleOn, roleOfAll, type DeskUser } from './desk-user.ts';
import { findChange, type SinceCard } from './since-card.ts';
import { toTradeCommand } from './to-trade-command.ts';
import { undoneOf, type Undone } from './undone.ts';
import type { Phrase } from '../language/speech.ts';
import { tapTexts } from '../language/texts/tap.ts';
import { confirmSwitch } from './switch-route.ts';

export type ClaimedCard = Extract<CardClaim, { readonly type: 'claimed' }>;

export type CardOutcome =
  /** Stored as a signal; the order and its fill are told as they come. */
  | { readonly type: 'placed'; readonly signalId: string; readonly repeat: boolean }
  | { readonly type: 'refused'; readonly code: string; readonly detail: string; readonly undone: Undone }
  | SinceCard
  | { readonly type: 'panicked'; readonly report: PanicReport }
  | { readonly type: 'switched'; readonly state: RouteState }
  | { readonly type: 'not-switched'; readonly detail: Phrase }
  | { readonly type: 'again'; readonly text: string }
  /** An alert was answered; whether with yes, the reply says. */
  | { readonly type: 'answered'; readonly reply: AskReply }
  /** A command is to run for who gave it. */
  | {
      readonly type: 'run';
      readonly asker: DeskUser;
      readonly askedIn: ApproveCommand['askedIn'];
      readonly text: string;
    }
  | ApprovalOutcome;

/** A command with all that it took. */
interface Work {
  readonly row: ClaimedCard['row'];
  readonly tradeId: string;
  readonly resumed: boolean;
  readonly command: GuardedCommand;
  /** Who asked for it; the order is theirs. */
  readonly asker: DeskUser;
  readonly relay: readonly string[];
  /** What it took beside a tap, for the audit. */
  readonly approval: { readonly code?: true; readonly approvedBy?: string };
  readonly askedIn: ApproveCommand['askedIn'];
}

async function audit(context: DeskContext, actor: string, action: string, detail: unknown): Promise<void> {
  try {
    const entry = { at: context.clock.now(), actor, action, detail: JSON.stringify(detail) };
    await context.journal.commit([{ type: 'audit-append', entry }]);
  } catch {
    context.logger.error('audit row not written', { actor, action });
  }
}

/** A card taken up again may have been stored before its tap broke off, and be refused now for another reason. */
async function findStored(context: DeskContext, { tradeId, resumed }: Work): Promise<TradeResult | null> {
  if (!resumed) return null;
  const [stored] = await context.journal.listSignals({ keys: [`chat:${tradeId}`] });
  return stored === undefined ? null : { ok: true, signalId: stored.id, repeat: true };
}

/** Why a card's order is not to be sent any more, with the word for it; `null`: it is. */
async function findBar(context: DeskContext, work: Work): Promise<{ word: string; change: SinceCard } | null> {
  // a tap in time that broke off is no order for ever
  if (work.resumed && context.clock.now() >= work.row.expiresAt) {
    const detail: Phrase = ({ say }) => say(tapTexts).expired(say(tapTexts).undone[undoneOf(work.command)]);
    return { word: 'expired', change: { type: 'barred', detail } };
  }
  return findChange(context, work);
}

async function settle(cards: ConfirmCards, { row, command }: Work, result: TradeResult): Promise<CardOutcome> {
  if (result.ok) {
    await cards.finish(row.nonce, 'done', result.signalId);
    return { type: 'placed', signalId: result.signalId, repeat: result.repeat };
  }
  await cards.finish(row.nonce, 'failed', result.code);
  return { type: 'refused', code: result.code, detail: result.detail, undone: undoneOf(command) };
}

/** Carries out what all was given for. The card's id is the trade's, so taking it up again after a crash changes nothing. */
async function carryOut(context: DeskContext, cards: ConfirmCards, work: Work): Promise<CardOutcome> {
  const { command, row, asker, relay } = work;
  switch (command.type) {
    case 'open':
    case 'close':
    case 'reverse':
    case 'protect':
    case 'cancel':
    case 'settle':
    case 'setting': {
      const stored = await findStored(context, work);
      const since = stored === null ? await findBar(context, work) : null;
      if (since !== null) {
        await cards.finish(row.nonce, 'failed', since.word);
        return since.change;
      }
      const result = stored ?? (await context.engine.trade(toTradeCommand(context, work, command)));
      await audit(context, actorOf(asker), `trade.${command.type}`, {
        ...command,
        ...work.approval,
        brokerId: row.brokerId,
        nonce: work.tradeId,
      });
      return settle(cards, work, result);
    }
    case 'panic': {
      const { brokerIds } = command;
      const request = { id: row.nonce, actor: actorOf(asker), relay, ...(brokerIds === null ? {} : { brokerIds }) };
      const report = await context.engine.panic(request);
      await cards.finish(row.nonce, 'done', report.flat ? 'flat' : 'left');
      return { type: 'panicked', report };
    }
    case 'route': {
      const switched = await confirmSwitch(context, asker, command, relay);
      await cards.finish(row.nonce, switched.ok ? 'done' : 'failed', switched.ok ? 'switched' : switched.code);
      return switched.ok
        ? { type: 'switched', state: switched.value }
        : { type: 'not-switched', detail: switched.detail };
    }
    case 'ask': {
      const { signalId, quantities } = command;
      const sizes = Object.entries(quantities ?? {}).map(([id, text]) => [id, decimal(text)] as const);
      const reply = await answerAskNow(context, asker, {
        signalId,
        decision: 'place',
        ...(sizes.length === 0 ? {} : { quantities: Object.fromEntries(sizes) }),
      });
      await cards.finish(row.nonce, reply.ok ? 'done' : 'failed', command.signalId);
      return { type: 'answered', reply };
    }
    case 'run':
      await cards.finish(row.nonce, 'done', 'given');
      return { type: 'run', asker, askedIn: work.askedIn, text: command.text };
    case 'again':
      await cards.finish(row.nonce, 'done', 'again');
      return { type: 'again', text: command.text };
    default:
      return command satisfies never;
  }
}

/** What adds to a position counts for what the person's next orders take, unless nothing came of it. */
async function carryOutCounted(context: DeskContext, cards: ConfirmCards, work: Work): Promise<CardOutcome> {
  const { command, row, tradeId, asker } = work;
  const adding = await addingWish(context, { brokerId: row.brokerId, tradeId }, command);
  if (adding !== null) context.addedRisk.note(asker.id, adding, givenIn(work.approval));
  const outcome = await carryOut(context, cards, work);
  const isPlaced = outcome.type === 'placed' || (outcome.type === 'answered' && outcome.reply.ok);
  if (adding !== null && !isPlaced) context.addedRisk.forget(adding.wish);
  return outcome;
}

const roleFor = (user: DeskUser, brokerIds: readonly string[] | null) =>
  brokerIds === null ? roleOfAll(user) : leastRoleOn(user, brokerIds);

/** Whether this person's tap may not be enough. */
export function takesMore(context: DeskContext, claim: ClaimedCard, user: DeskUser): boolean {
  const { command, row } = claim;
  if (command.type === 'approve') return command.rest.length > 0;
  const size = riskOf(context, row.brokerId, command);
  // what orders come to with those before them is known a moment later
  const role = roleFor(user, accountsOfClaim(context, claim));
  return stagesFor(context.approvals, user, role, size === null ? null : 'unknown').length > 0;
}

/** Takes a claimed card further: asks for what else it takes, or carries it out. */
async function takeFurther(
  context: DeskContext,
  cards: ConfirmCards,
  claim: ClaimedCard,
  place: TapPlace,
  relay: readonly string[],
): Promise<CardOutcome> {
  const { row, command, tradeId, resumed } = claim;
  const { user, chatId, topic } = place;
  if (command.type !== 'approve') {
    const brokerIds = accountsOfClaim(context, claim);
    const role = roleFor(user, brokerIds);
    const { brokerId, nonce: claimed } = row;
    const wish = { place, role, brokerId, brokerIds, relay, command, claimed };
    const asked = await askApproval(context, cards, wish);
    const work = { row, tradeId, resumed, command, asker: user, relay, approval: {}, askedIn: { chatId, topic } };
    return asked ?? carryOutCounted(context, cards, work);
  }
  const asked = await askFurther(context, cards, row, command);
  if (asked !== null) return asked;
  const { askedIn, stage } = command;
  const given = [...command.passed, stage];
  return carryOutCounted(context, cards, {
    row,
    tradeId,
    resumed,
    command: command.command,
    asker: row.userId === user.id ? user : (place.findUser(row.userId, askedIn) ?? user),
    relay: [...new Set([...command.relay, ...relay])],
    approval: {
      ...(given.includes('code') ? { code: true } : {}),
      ...(stage === 'second' ? { approvedBy: actorOf(user) } : {}),
    },
    askedIn,
  });
}

export async function executeCard(...call: Parameters<typeof takeFurther>): Promise<CardOutcome> {
  try {
    return await takeFurther(...call);
  } catch (error) {
    const [, cards, { row }] = call;
    cards.release(row.nonce);
    throw error;
  }
}
