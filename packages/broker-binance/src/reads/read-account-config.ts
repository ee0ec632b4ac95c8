import type { CallOptions } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Session } from '../session.ts';
import { accountConfigSchema, type WireAccountConfig } from '../wire/account-config.ts';

/** The account's modes; whoever asks, the session learns them. */
export async function readAccountConfig(
  session: Session,
  operation: string,
  options?: CallOptions,
): Promise<WireAccountConfig> {
  const path = '/fapi/v1/accountConfig';
  const question = { operation, path, weight: 5, priority: 'reduce', schema: accountConfigSchema } as const;
  const take = session.mode.beginReading();
  const config = await ask(session, question, options);
  take(config);
  return config;
}
