import type { BrokerHealth } from '@perpdesk/broker-manager';
import type { EngineStatus } from '@perpdesk/signals';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { visibleAccounts } from './resolve-account.ts';

export interface StatusReport {
  readonly accounts: readonly BrokerHealth[];
  readonly engine: EngineStatus;
  readonly outbox: { readonly pending: number; readonly oldestAt: number | null; readonly dead: number };
  /** Ids of chats that cannot be reached; messages for them wait. */
  readonly unreachable: readonly string[];
  /** Unix ms. */
  readonly now: number;
  /** Unix ms. */
  readonly startedAt: number;
}

/** The flag of a chat that cannot be reached. */
const UNREACHABLE = 'chat-dead:';

export async function reportStatus(context: DeskContext, user: DeskUser, startedAt: number): Promise<StatusReport> {
  const visible = visibleAccounts(context, user);
  return {
    accounts: context.manager.health().filter((it) => visible.includes(it.brokerId)),
    engine: context.engine.status(),
    outbox: await context.journal.outboxDepth(),
    unreachable: Object.keys(await context.journal.readFlags()).flatMap((name) =>
      name.startsWith(UNREACHABLE) ? [name.slice(UNREACHABLE.length)] : [],
    ),
    now: context.clock.now(),
    startedAt,
  };
}
