import { FormattedString } from '@grammyjs/parse-mode';
import type { Environment } from '@perpdesk/broker-core';

export interface Badged {
  readonly brokerId: string;
  readonly environment: Environment;
}

/** `LIVE main`: on every card, so that nobody takes one account for another. */
export function badge({ brokerId, environment }: Badged): FormattedString {
  return FormattedString.bold(`${environment.toUpperCase()} ${brokerId}`);
}

export function badges(accounts: readonly Badged[]): FormattedString {
  return FormattedString.join(accounts.map(badge), ', ');
}
