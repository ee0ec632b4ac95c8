import type { BrokerConfig } from '@perpdesk/broker-config';
import { BrokerError, type Logger } from '@perpdesk/broker-core';
import type { AddOptions, ConnectReport } from '@perpdesk/broker-manager';
import { readKeyRights } from './key-rights.ts';
import { ProgramError } from './program-error.ts';

const OPERATION = 'admitKey';

/** Whether the account is refused if its key may withdraw. */
export function forbidsWithdrawals({ environment, venue }: BrokerConfig): boolean {
  return environment === 'live' && venue?.allowsWithdrawals !== true;
}

export function withdrawalRefusal(brokerId: string): string {
  return `The key of ${brokerId} may withdraw. Take that right from it at the exchange, or set allowWithdrawals: true.`;
}

/** Refuses a live account whose key may withdraw, until the exchange has once said that it may not. One that works from any address is warned of. */
export function admitKey(config: BrokerConfig, logger: Logger): AddOptions {
  if (!forbidsWithdrawals(config)) return {};
  const { id: brokerId } = config;
  let isAdmitted = false;
  return {
    async admit(broker, abortSignal) {
      if (isAdmitted) return;
      const rights = await readKeyRights(broker, abortSignal);
      if (rights === null) logger.warn('what the key may do is not known', { brokerId });
      else if (rights.canWithdraw) {
        const message = withdrawalRefusal(brokerId);
        throw new BrokerError('not-authorized', { operation: OPERATION, outcome: 'not-sent', message });
      } else if (!rights.isIpRestricted)
        logger.warn('the key works from any address: bind it to this one', { brokerId });
      isAdmitted = true;
    },
  };
}

/** @throws {ProgramError} if an account was refused for what its key may do. */
export function assertAdmitted(reports: readonly ConnectReport[]): void {
  const refused = reports.find(({ error }) => error?.operation === OPERATION);
  if (refused !== undefined) throw new ProgramError(refused.error?.message ?? '');
}
