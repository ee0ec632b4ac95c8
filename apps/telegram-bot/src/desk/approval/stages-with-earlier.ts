import { type Decimal, decimal, ZERO } from '@perpdesk/broker-core';
import type { ConfirmCommand } from '../confirm-command.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DeskUser, Role } from '../desk-user.ts';
import { wishOfAlert, type AddingWish } from './added-risk.ts';
import { APPROVAL_STAGES, stagesFor, type ApprovalStage, type RiskSize } from './approval-rules.ts';
import { askedParts } from './asked-parts.ts';

/** What a command adds to positions; `null`: nothing that small orders could come to. */
export async function addingWish(
  { journal }: Pick<DeskContext, 'journal'>,
  { brokerId, tradeId }: { readonly brokerId: string; readonly tradeId: string },
  command: ConfirmCommand,
): Promise<AddingWish | null> {
  switch (command.type) {
    case 'open':
    case 'reverse': {
      const { symbol, quantity } = command;
      return { wish: tradeId, parts: [{ brokerId, symbol, quantity: decimal(quantity) }] };
    }
    case 'ask': {
      const parts = await askedParts(journal, command.signalId, command.quantities ?? {});
      return { wish: wishOfAlert(command.signalId), parts };
    }
    default:
      return null;
  }
}

/** What a wish puts at risk, quote asset. */
interface WishRisk {
  /** `null`: it adds none. */
  readonly size: RiskSize | null;
  /** ≥ 0: beside it, what was held already. */
  readonly moved: Decimal;
}

/** What this person's wish takes, in order: its size is what it comes to with what they added of the same lately without it. */
export function stagesWithEarlier(
  { addedRisk, approvals }: Pick<DeskContext, 'addedRisk' | 'approvals'>,
  { user, role }: { readonly user: Pick<DeskUser, 'id'>; readonly role: Role | null },
  { size, moved }: WishRisk,
  adding: AddingWish | null,
): readonly ApprovalStage[] {
  const wholeFor = (without: ApprovalStage): RiskSize | null => {
    if (size === null || size === 'unknown' || adding === null) return size;
    const { parts, wish } = adding;
    const quantity = parts.reduce((sum, part) => sum.plus(part.quantity), ZERO);
    if (quantity.isZero()) return size.plus(moved);
    const earlier = parts.reduce((sum, part) => sum.plus(addedRisk.earlier(user.id, part, { wish, without })), ZERO);
    // at the price of this wish
    return size.plus(earlier.times(size).dividedBy(quantity)).plus(moved);
  };
  return APPROVAL_STAGES.filter((stage) => stagesFor(approvals, user, role, wholeFor(stage)).includes(stage));
}
