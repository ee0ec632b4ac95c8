import { randomBytes } from 'node:crypto';
import { embeddedConfig, type PerpdeskConfig } from '@perpdesk/broker-config';
import { silentLogger, systemClock } from '@perpdesk/broker-core';
import { recoverDesk, type RecoverOptions } from './recover-desk.ts';

const PORTS = {
  clock: systemClock,
  logger: silentLogger,
  random: (size: number) => randomBytes(size),
  jitter: () => 0.5,
};

/** What `perpdesk recover` says of a desk with this configuration, line by line, each behind its level. */
export async function recoverTold(config: PerpdeskConfig, given: RecoverOptions['given']): Promise<readonly string[]> {
  const findings = await recoverDesk({ config, ports: PORTS, given });
  return findings.map(({ level, line }) => `${level} ${line}`);
}

/** The same of the embedded desk in a folder. */
export async function recoverIn(
  folder: string,
  isWriting: boolean,
  strategies: readonly string[] = [],
): Promise<readonly string[]> {
  return recoverTold(await embeddedConfig({ folder }), { days: 7, strategies, isWriting });
}
