import type { BrokerConfig } from '@perpdesk/broker-config';
import { type Broker, BrokerError } from '@perpdesk/broker-core';
import type { Finding } from './finding.ts';

/** What connecting would set on the account, and what it could not; nothing is set. */
export async function checkSettings(
  broker: Broker,
  config: BrokerConfig,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const { accountSettings: wanted } = config;
  const name = `${config.environment.toUpperCase()} ${config.id}`;
  const findings: Finding[] = [];
  const options = { abortSignal };
  if (wanted.positionMode !== undefined) {
    const mode = await broker.getPositionMode(options);
    const isOpen = (await broker.getPositions(options)).length > 0;
    if (mode !== wanted.positionMode && isOpen) {
      findings.push({ level: 'warning', line: `${name}: positionMode stays ${mode} while positions are open` });
    }
  }
  for (const symbol of new Set([...wanted.tradedSymbols, ...Object.keys(wanted.symbols)])) {
    const marginType = wanted.symbols[symbol]?.marginType ?? wanted.marginType;
    const leverage = wanted.symbols[symbol]?.leverage ?? wanted.leverage;
    try {
      const changes = [
        await change('marginType', marginType, () => broker.getMarginType(symbol, options)),
        await change('leverage', leverage, () => broker.getLeverage(symbol, options)),
      ].filter((it) => it !== null);
      if (changes.length > 0) {
        findings.push({ level: 'fine', line: `${name}: set at the start on ${symbol}: ${changes.join(', ')}` });
      }
    } catch (error) {
      if (!BrokerError.is(error) || abortSignal.aborted) throw error;
      findings.push({ level: 'warning', line: `${name}: settings of ${symbol} cannot be read: ${error.message}` });
    }
  }
  return findings;
}

async function change<T extends string | number>(
  setting: string,
  wanted: T | undefined,
  read: () => Promise<T>,
): Promise<string | null> {
  if (wanted === undefined) return null;
  const current = await read();
  return current === wanted ? null : `${setting} ${current} becomes ${wanted}`;
}
