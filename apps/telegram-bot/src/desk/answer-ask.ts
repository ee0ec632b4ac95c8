import type { AskAnswer, AskResult } from '@perpdesk/signals';
import type { DeskContext } from './desk-context.ts';
import { actorOf, canTrade, canTradeOn, roleOfAll, type DeskUser, type Role } from './desk-user.ts';

export type AskReply = AskResult | { readonly ok: false; readonly code: 'role'; readonly role: Role };

/** The person's answer to an alert's card, if their role lets them give one; for which accounts, the engine checks. */
export async function answerAsk(
  { engine, manager }: Pick<DeskContext, 'engine' | 'manager'>,
  user: DeskUser,
  signalId: string,
  decision: AskAnswer['decision'],
): Promise<AskReply> {
  if (!canTrade(user)) return { ok: false, code: 'role', role: user.role };
  const role = roleOfAll(user);
  const isFree = user.brokers === null && role !== null && role !== 'viewer';
  const brokers = isFree ? {} : { brokerIds: manager.ids.filter((id) => canTradeOn(user, id)) };
  return engine.decide({ signalId, decision, actor: actorOf(user), ...brokers });
}
