import type { Decimal } from '@perpdesk/broker-core';
import type { ChatAddress } from '../../outbox/chat-directory.ts';
import type { DeskUser, Role } from '../desk-user.ts';

export const APPROVAL_STAGES = ['code', 'second'] as const;
/** A code of the person's own authenticator, or the tap of another person. */
export type ApprovalStage = (typeof APPROVAL_STAGES)[number];

/** Notional from which on, quote asset; `null`: never. */
export type FromSize = Readonly<Record<Exclude<Role, 'viewer'>, Decimal | null>>;

/** What adding risk takes beside a tap, by role and size. */
export interface ApprovalRules {
  /** `null`, for who has a secret of codes: always. */
  readonly codeFrom: FromSize;
  readonly secondFrom: FromSize;
  /** Where another person is asked if it was said in private; `null`: nowhere. */
  readonly secondChat: ChatAddress | null;
  /** Base32 secrets of codes by person; asked for at each use and never kept elsewhere. */
  readonly secretOf: (userId: string) => string | null;
  /** Targets that hear of codes that were tried too often. */
  readonly ownerTargets: readonly string[];
}

/** A tap is enough for everything. */
export const NO_APPROVALS: ApprovalRules = {
  codeFrom: { owner: null, trader: null },
  secondFrom: { owner: null, trader: null },
  secondChat: null,
  secretOf: () => null,
  ownerTargets: [],
};

/** Quote asset; `unknown` counts as larger than any. */
export type RiskSize = Decimal | 'unknown';

function isFrom(least: Decimal | null, size: RiskSize): boolean {
  return least !== null && (size === 'unknown' || size.greaterThanOrEqualTo(least));
}

/** What this person's wish takes, in order; `null` size: it adds no risk, and takes nothing. */
export function stagesFor(
  rules: ApprovalRules,
  user: Pick<DeskUser, 'id'>,
  role: Role | null,
  size: RiskSize | null,
): readonly ApprovalStage[] {
  if (size === null || role === null || role === 'viewer') return [];
  const isCode =
    isFrom(rules.codeFrom[role], size) || (rules.codeFrom[role] === null && rules.secretOf(user.id) !== null);
  return [
    ...(isCode ? (['code'] as const) : []),
    ...(isFrom(rules.secondFrom[role], size) ? (['second'] as const) : []),
  ];
}
