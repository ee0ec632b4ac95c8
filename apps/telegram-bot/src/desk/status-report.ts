import type { BrokerHealth } from '@perpdesk/broker-manager';
import type { EngineStatus } from '@perpdesk/signals';
import type { DeskContext } from './desk-context.ts';
import type { DeskUser } from './desk-user.ts';
import { visibleAccounts } from './resolve-account.ts';

export interface StatusReport {
  readonly accounts: readonly BrokerHealth[];
  /** What is halted, on the accounts that the person sees. */
  readonly engine: EngineStatus;
  /** How much is halted on others. */
  readonly haltedElsewhere: number;
  readonly outbox: { readonly pending: number; readonly oldestAt: number | null; readonly dead: number };
  /** Ids of chats that cannot be reached, for whoever sees all accounts; messages for them wait. */
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
  const engine = context.engine.status();
  const halted = engine.halted.filter((place) => visible.some((id) => place.startsWith(`${id} `)));
  const flags = user.brokers === null ? Object.keys(await context.journal.readFlags()) : [];
  return {
    accounts: context.manager.health().filter((it) => visible.includes(it.brokerId)),
    engine: { ...engine, halted },
    haltedElsewhere: engine.halted.length - halted.length,
    outbox: await context.journal.outboxDepth(),
    unreachable: flags.flatMap((name) => (name.startsWith(UNREACHABLE) ? [name.slice(UNREACHABLE.length)] : [])),
    now: context.clock.now(),
    startedAt,
  };
}
