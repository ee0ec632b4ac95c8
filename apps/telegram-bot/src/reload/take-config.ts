import { formatConfigErrors, planReload, type LoadConfigResult, type PerpdeskConfig } from '@perpdesk/broker-config';
import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { configChanges, refusedMessage, type ConfigMessage } from './config-messages.ts';
import type { LiveAccounts } from './live-accounts.ts';
import type { LiveConfig } from './live-config.ts';

export interface TakeConfigOptions {
  readonly live: LiveConfig;
  readonly accounts: LiveAccounts;
  readonly journal: Pick<Journal, 'commit'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Chats that hear of it. */
  readonly targets: () => readonly string[];
  /** Whether this desk drives the accounts; keys of one that stands by are tried when it does. */
  readonly isDriving: () => boolean;
  /** Called with what was read, before anything else knows of it. */
  readonly onRead: (config: PerpdeskConfig) => void;
  /** Called once the live configuration says something else. */
  readonly onAdopted: () => void;
}

/** Takes up what may change of a configuration that was read anew, and tells the owners: what is, what needs a restart. */
export function createTakeConfig(options: TakeConfigOptions): (result: LoadConfigResult) => Promise<void> {
  const { live, accounts, journal, clock, logger } = options;

  async function tell(message: ConfigMessage, targets = options.targets()): Promise<void> {
    if (targets.length === 0) return;
    const written = await journal.commit(configChanges(message, targets, clock.now()));
    if (!written.ok) logger.warn('a change of the configuration could not be told');
  }

  function adopt(config: PerpdeskConfig): void {
    live.adopt(config);
    options.onAdopted();
  }

  async function rotate(brokerId: string, wanted: PerpdeskConfig): Promise<void> {
    const credentials = wanted.brokers.find(({ id }) => id === brokerId)?.venue?.credentials ?? null;
    const withKeys = (config: PerpdeskConfig) =>
      config.brokers.map((it) =>
        it.id !== brokerId || it.venue === null ? it : { ...it, venue: { ...it.venue, credentials } },
      );
    const broker = withKeys(live.current()).find(({ id }) => id === brokerId);
    if (broker === undefined) return;
    const message = await accounts.rotate(broker);
    logger.info('keys of an account changed', { brokerId, isTaken: message.refused === null });
    if (message.refused === null) adopt({ ...live.current(), brokers: withKeys(live.current()) });
    await tell(message);
  }

  return async (result) => {
    if (!result.ok) {
      logger.warn('changed configuration refused', { faults: formatConfigErrors(result.errors) });
      return tell(refusedMessage(result.errors));
    }
    const plan = planReload(live.current(), result.config);
    const { config, applied, pending, closed } = plan;
    options.onRead(result.config);
    // who is no owner any more hears of that
    const before = options.targets();
    // an instrument is set before a route trades it
    const settings = await accounts.configure(config.brokers.filter(({ id }) => plan.settings.includes(id)));
    if (applied.length > 0 || closed.length > 0 || plan.settings.length > 0) adopt(config);
    if (applied.length > 0 || closed.length > 0 || pending.length > 0) {
      logger.info('configuration changed', { applied, pending, closed });
      const message = { type: 'config.changed', applied, pending, closed, settings } as const;
      await tell(message, [...new Set([...before, ...options.targets()])]);
    }
    if (options.isDriving()) for (const id of plan.rotated) await rotate(id, result.config);
  };
}
