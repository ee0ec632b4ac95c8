import type { BrokerHealth } from '@perpdesk/broker-manager';
import type { EngineStatus } from '@perpdesk/signals';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { visibleAccounts } from './resolve-account.ts';

export interface StatusReport {
  readonly accounts: readonly BrokerHealth[];
  readonly engine: EngineStatus;
  readonly outbox: { readonly pending: number; readonly oldestAt: number | null; readonly dead: number };
  /** Unix ms. */
  readonly now: number;
  /** Unix ms. */
  readonly startedAt: number;
}

export async function reportStatus(context: DeskContext, user: DeskUser, startedAt: number): Promise<StatusReport> {
  const visible = visibleAccounts(context, user);
  return {
    accounts: context.manager.health().filter((it) => visible.includes(it.brokerId)),
    engine: context.engine.status(),
    outbox: await context.journal.outboxDepth(),
    now: context.clock.now(),
    startedAt,
  };
}
