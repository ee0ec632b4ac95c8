import type { BrokerConfig } from '@perpdesk/broker-config';
import type { ConnectReport } from '@perpdesk/broker-manager';
import type { Core } from '../program/open-core.ts';
import type { ConfigMessage, SettingNote } from './config-messages.ts';

/** The accounts that run, as far as a changed configuration concerns them. */
export interface LiveAccounts {
  /** Sets them side by side; what became of each setting that is not as it was. Never rejects. */
  configure(brokers: readonly BrokerConfig[]): Promise<readonly SettingNote[]>;
  /** Takes up an account's keys once they are proved. Never rejects. */
  rotate(broker: BrokerConfig): Promise<Extract<ConfigMessage, { type: 'config.keys' }>>;
}

export function liveAccounts({ manager, rotate }: Pick<Core, 'manager' | 'rotate'>): LiveAccounts {
  const tag = ({ id, environment }: BrokerConfig) => ({ brokerId: id, environment });
  const notesOf = (broker: BrokerConfig, { ok, error, settings }: ConnectReport): readonly SettingNote[] => [
    ...settings
      .filter(({ result }) => result !== 'already-so')
      .map(({ setting, result, detail }) => ({ account: tag(broker), setting, isSet: result === 'set', detail })),
    ...(ok ? [] : [{ account: tag(broker), setting: null, isSet: false, detail: error?.message ?? '' }]),
  ];
  return {
    async configure(brokers) {
      const notes = await Promise.all(
        brokers.map(async (it) => notesOf(it, await manager.configure(it.id, it.accountSettings))),
      );
      return notes.flat();
    },
    async rotate(broker) {
      const { error } = await rotate(broker);
      const refused = error === null ? null : { code: error.code, detail: error.message };
      return { type: 'config.keys', account: tag(broker), refused };
    },
  };
}
