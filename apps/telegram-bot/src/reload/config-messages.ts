import { formatConfigErrors, type ConfigError } from '@perpdesk/broker-config';
import type { JournalChange } from '@perpdesk/journal/port';
import type { AccountTag } from '@perpdesk/signals';

/** What became of a setting of an account, or of all where it could not be asked. */
export interface SettingNote {
  readonly account: AccountTag;
  /** As the file names it; `null`: the account could not be asked. */
  readonly setting: string | null;
  readonly isSet: boolean;
  /** A sentence. */
  readonly detail: string;
}

/** What owners hear of a changed configuration. */
export type ConfigMessage =
  | {
      readonly type: 'config.changed';
      /** Paths in the file. */
      readonly applied: readonly string[];
      /** Paths in the file that need a restart. */
      readonly pending: readonly string[];
      /** Routes that take no alerts any more. */
      readonly closed?: readonly string[];
      readonly settings?: readonly SettingNote[];
    }
  /** The desk goes on with the one it has. One line per fault. */
  | { readonly type: 'config.refused'; readonly faults: readonly string[]; readonly more: number }
  /** Other keys of an account: in use, or not, and then those before go on. `null`: they are. */
  | {
      readonly type: 'config.keys';
      readonly account: AccountTag;
      readonly refused: { readonly code: string; readonly detail: string } | null;
    };

const MOST = 5;

export function refusedMessage(errors: readonly ConfigError[]): ConfigMessage {
  const faults = formatConfigErrors(errors).split('\n');
  return { type: 'config.refused', faults: faults.slice(0, MOST), more: Math.max(0, faults.length - MOST) };
}

/** For each of these chats. */
export function configChanges(
  message: ConfigMessage,
  targets: readonly string[],
  now: number,
): readonly JournalChange[] {
  const about = message.type === 'config.keys' ? `:${message.account.brokerId}` : '';
  return targets.map((target) => ({
    type: 'outbox-insert',
    message: {
      eventId: `${message.type}${about}:${now}`,
      target,
      type: message.type,
      priority: 'critical',
      payload: JSON.stringify(message),
      thread: null,
      createdAt: now,
    },
  }));
}
