import { formatConfigErrors, planReload, type LoadConfigResult, type PerpdeskConfig } from '@perpdesk/broker-config';
import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { configChanges, refusedMessage, type ConfigMessage } from './config-messages.ts';
import type { LiveConfig } from './live-config.ts';

export interface TakeConfigOptions {
  readonly live: LiveConfig;
  readonly journal: Pick<Journal, 'commit'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Chats that hear of it. */
  readonly targets: () => readonly string[];
  /** Called with what is taken up, before anything else knows of it. */
  readonly onAdopt: (config: PerpdeskConfig) => void;
}

/** Takes up what may change of a configuration that was read anew, and tells the owners: what is, what needs a restart. */
export function createTakeConfig(options: TakeConfigOptions): (result: LoadConfigResult) => Promise<void> {
  const { live, journal, clock, logger } = options;

  async function tell(message: ConfigMessage, targets = options.targets()): Promise<void> {
    if (targets.length === 0) return;
    const written = await journal.commit(configChanges(message, targets, clock.now()));
    if (!written.ok) logger.warn('a change of the configuration could not be told');
  }

  return async (result) => {
    if (!result.ok) {
      logger.warn('changed configuration refused', { faults: formatConfigErrors(result.errors) });
      return tell(refusedMessage(result.errors));
    }
    const { config, applied, pending, rotated } = planReload(live.current(), result.config);
    // who is no owner any more hears of that
    const before = options.targets();
    if (applied.length > 0) {
      options.onAdopt(config);
      live.adopt(config);
    }
    const waiting = [...pending, ...rotated.map((id) => `brokers.${id}.credentials`)];
    if (applied.length === 0 && waiting.length === 0) return;
    logger.info('configuration changed', { applied, pending: waiting });
    await tell({ type: 'config.changed', applied, pending: waiting }, [...new Set([...before, ...options.targets()])]);
  };
}
