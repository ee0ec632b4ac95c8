import type { TelegramConfig } from '@perpdesk/broker-config';
import { NO_APPROVALS, type ApprovalRules } from '../desk/approval/approval-rules.ts';
import type { ChatDirectory } from '../outbox/chat-directory.ts';
import { ownerTargetsOf } from './owner-targets.ts';

/** What the configuration wants beside a tap. */
export function approvalRules(
  telegram: TelegramConfig | null,
  directory: ChatDirectory,
  usersNow: () => TelegramConfig['users'] = () => telegram?.users ?? [],
): ApprovalRules {
  if (telegram === null) return NO_APPROVALS;
  const { approval } = telegram;
  return {
    codeFrom: approval.codeFrom,
    secondFrom: approval.secondFrom,
    secondChat: approval.chat === null ? null : directory.resolve(approval.chat),
    secretOf: (userId) =>
      usersNow()
        .find(({ id }) => id === userId)
        ?.totp?.reveal() ?? null,
    get ownerTargets() {
      return ownerTargetsOf(usersNow(), directory);
    },
  };
}
