import type { Broker, Logger } from '@perpdesk/broker-core';
import { applySettings, settledSymbols } from './apply-settings.ts';
import type { BrokerSettings, SettingReport } from './broker-manager.ts';

/** What is to be set on an account; it is set once, not at every connect. */
export interface SettingsKeeper {
  /** Of the last time that they were applied; none before. */
  readonly reports: readonly SettingReport[];
  /** Nothing of them is left to be applied. */
  readonly isSettled: boolean;
  /** Instruments whose leverage and margin type are set and read. */
  readonly symbols: readonly string[];
  /** Applies them unless they are. @throws as `applySettings`. */
  apply(abortSignal: AbortSignal): Promise<void>;
  /** From now on; they are to be applied. */
  change(settings: BrokerSettings): void;
}

export interface SettingsKeeperOptions {
  readonly broker: Broker;
  readonly settings: BrokerSettings;
  readonly logger: Logger;
  /** They are set already: nothing is asked and nothing written before they change. */
  readonly isSettled?: boolean | undefined;
}

export function createSettingsKeeper({ broker, logger, ...options }: SettingsKeeperOptions): SettingsKeeper {
  let { settings } = options;
  let reports: readonly SettingReport[] | null = options.isSettled === true ? [] : null;
  return {
    get reports() {
      return reports ?? [];
    },
    get isSettled() {
      return reports !== null;
    },
    get symbols() {
      return settledSymbols(settings);
    },
    async apply(abortSignal) {
      if (reports !== null) return;
      const applied = settings;
      const told = await applySettings(broker, applied, abortSignal);
      for (const { setting, detail } of told.filter(({ result }) => result === 'refused')) {
        logger.warn('Setting refused', { brokerId: broker.id, setting, detail });
      }
      if (settings === applied) reports = told;
    },
    change(next) {
      settings = next;
      reports = null;
    },
  };
}
