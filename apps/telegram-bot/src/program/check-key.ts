import type { BrokerConfig } from '@perpdesk/broker-config';
import { forbidsWithdrawals, withdrawalRefusal } from './admit-key.ts';
import type { Finding } from './finding.ts';
import type { KeyRights } from './key-rights.ts';

/** What there is to say of a key's rights; `null`: the exchange does not tell them here. */
export function checkKey(config: BrokerConfig, rights: KeyRights | null): readonly Finding[] {
  const name = `${config.environment.toUpperCase()} ${config.id}`;
  if (rights === null) {
    const level = config.environment === 'live' ? 'warning' : 'fine';
    return [{ level, line: `${name}: what its key may do is not told here` }];
  }
  const findings: Finding[] = [];
  if (!rights.canTradeFutures) {
    findings.push({ level: 'fault', line: `${name}: its key may not trade futures. Allow it at the exchange.` });
  }
  if (rights.canWithdraw && forbidsWithdrawals(config)) {
    findings.push({ level: 'fault', line: `${name}: ${withdrawalRefusal(config.id)}` });
  } else if (rights.canWithdraw) {
    findings.push({ level: 'warning', line: `${name}: its key may withdraw, and the configuration accepts that` });
  }
  if (!rights.isIpRestricted) {
    findings.push({ level: 'warning', line: `${name}: its key works from any address. Bind it to this machine's.` });
  }
  if (findings.length > 0) return findings;
  return [
    { level: 'fine', line: `${name}: its key trades futures, cannot withdraw, works from named addresses alone` },
  ];
}
