import { decimal, formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { IntentRow } from '@perpdesk/journal/port';
import type { AskAnswer, AskResult } from '@perpdesk/signals';
import { askApproval, type ApprovalOutcome } from './approval/ask-approval.ts';
import { wishOfAlert } from './approval/added-risk.ts';
import { stagesFor } from './approval/approval-rules.ts';
import { plannedQuantity } from './approval/asked-parts.ts';
import type { ConfirmCards, TapPlace } from './confirm-cards.ts';
import type { DeskContext } from './desk-context.ts';
import { actorOf, canTrade, canTradeOn, leastRoleOn, roleOfAll, type DeskUser, type Role } from './desk-user.ts';

export type AskReply = AskResult | { readonly ok: false; readonly code: 'role'; readonly role: Role };

export interface AskTap {
  readonly signalId: string;
  readonly decision: AskAnswer['decision'];
  readonly relay: readonly string[];
}

/** For which accounts a person may answer: what the engine checks. */
export function askedAs({ ids }: DeskContext['manager'], user: DeskUser): Pick<AskAnswer, 'brokerIds'> {
  const role = roleOfAll(user);
  const isFree = user.brokers === null && role !== null && role !== 'viewer';
  return isFree ? {} : { brokerIds: ids.filter((id) => canTradeOn(user, id)) };
}

/** The person's answer to an alert's card, if their role lets them give one; for which accounts, the engine checks. */
export async function answerAskNow(
  { engine, manager }: Pick<DeskContext, 'engine' | 'manager'>,
  user: DeskUser,
  answer: Pick<AskAnswer, 'signalId' | 'decision' | 'quantities'>,
): Promise<AskReply> {
  if (!canTrade(user)) return { ok: false, code: 'role', role: user.role };
  return engine.decide({ ...answer, actor: actorOf(user), ...askedAs(manager, user) });
}

/** Of all accounts together, quote asset; `null`: it cannot be told. */
async function notionalOf({ manager }: DeskContext, entries: readonly IntentRow[]): Promise<string | null> {
  try {
    const parts = await Promise.all(
      entries.map(async (row) => {
        const price = await manager.get(row.brokerId).getMarkPrice(row.symbol);
        const quantity = plannedQuantity(row);
        return quantity === null ? null : price.times(decimal(quantity));
      }),
    );
    let sum = ZERO;
    for (const part of parts) {
      if (part === null) return null;
      sum = sum.plus(part);
    }
    return formatDecimal(sum);
  } catch {
    return null;
  }
}

/** Answers a card on which an alert asks; what adds risk may take more than the tap. */
export async function answerAsk(
  context: DeskContext,
  cards: ConfirmCards,
  place: TapPlace,
  { signalId, decision, relay }: AskTap,
): Promise<AskReply | ApprovalOutcome> {
  const { user } = place;
  // where a tap is always enough nothing is read before it: of two taps at once the first counts
  const isEnough = (['owner', 'trader'] as const).every(
    (role) => stagesFor(context.approvals, user, role, 'unknown').length === 0,
  );
  const planned =
    decision === 'place' && !isEnough
      ? await context.journal.listIntents({ signalIds: [signalId], states: ['planned'] })
      : [];
  const entries = planned.filter(({ kind }) => kind === 'increase');
  const brokerIds = [...new Set(entries.map(({ brokerId }) => brokerId))];
  const role = leastRoleOn(user, brokerIds);
  if (role === 'owner' || role === 'trader') {
    const command = { type: 'ask', signalId, notional: await notionalOf(context, entries), quantities: null } as const;
    const wish = { place, role, brokerId: '', brokerIds, relay, command, claimed: null } as const;
    const asked = await askApproval(context, cards, wish);
    if (asked !== null) return asked;
  }
  const reply = await answerAskNow(context, user, { signalId, decision });
  if (!reply.ok) context.addedRisk.forget(wishOfAlert(signalId));
  return reply;
}
