import { formatConfigErrors, type ConfigError } from '@perpdesk/broker-config';
import type { JournalChange } from '@perpdesk/journal/port';

/** What owners hear of a changed configuration. */
export type ConfigMessage =
  /** Paths in the file; `pending`: they need a restart. */
  | { readonly type: 'config.changed'; readonly applied: readonly string[]; readonly pending: readonly string[] }
  /** The desk goes on with the one it has. One line per fault. */
  | { readonly type: 'config.refused'; readonly faults: readonly string[]; readonly more: number };

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
  return targets.map((target) => ({
    type: 'outbox-insert',
    message: {
      eventId: `${message.type}:${now}`,
      target,
      type: message.type,
      priority: 'critical',
      payload: JSON.stringify(message),
      thread: null,
      createdAt: now,
    },
  }));
}
