import {
  BrokerError,
  isRetryableError,
  type Broker,
  type BrokerErrorCode,
  type CallOptions,
} from '@perpdesk/broker-core';
import type { BrokerSettings, SettingReport } from './broker-manager.ts';
import { readAgain } from './read-again.ts';
import { toBrokerError } from './to-broker-error.ts';

export interface Setting<T> {
  readonly name: string;
  readonly wanted: T;
  readonly read: () => Promise<T>;
  readonly write: () => Promise<void>;
}

/** Instruments whose leverage and margin type are set and read: the traded ones and those with settings of their own. */
export function settledSymbols(settings: BrokerSettings): readonly string[] {
  return [...new Set([...(settings.tradedSymbols ?? []), ...Object.keys(settings.symbols ?? {})])];
}

const NO_ANSWER: readonly BrokerErrorCode[] = ['timeout', 'network', 'aborted'];

/** Reads, and writes what differs. @throws {BrokerError} while the exchange does not answer, or asks to come again: nothing is known of the setting then. */
export async function applySetting<T extends string | number>({
  name,
  wanted,
  read,
  write,
}: Setting<T>): Promise<SettingReport> {
  const report = (result: SettingReport['result'], detail: string): SettingReport => ({
    setting: name,
    result,
    detail,
  });
  let failure: BrokerError;
  let isRead = false;
  try {
    const current = await read();
    isRead = true;
    if (current === wanted) return report('already-so', `It is ${wanted}.`);
    await write();
    return report('set', `It was ${current} and is ${wanted} now.`);
  } catch (error) {
    failure = toBrokerError(error, name);
  }
  if (failure.code === 'already-set') return report('already-so', `It is ${wanted}.`);
  if (isRetryableError(failure) || (!isRead && NO_ANSWER.includes(failure.code))) throw failure;
  if (failure.outcome !== 'unknown') return report('refused', failure.message);
  try {
    if ((await read()) === wanted) return report('set', `It is ${wanted} now.`);
  } catch (error) {
    if (NO_ANSWER.includes(toBrokerError(error, name).code)) throw failure;
    // the first failure says more
  }
  return report('refused', failure.message);
}

export function leverageSetting(
  broker: Broker,
  symbol: string,
  leverage: number,
  options: CallOptions,
): Setting<number> {
  return {
    name: `${symbol} leverage`,
    wanted: leverage,
    read: () => broker.getLeverage(symbol, options),
    write: () => broker.setLeverage(symbol, leverage, options),
  };
}

/**
 * Sets position mode, then margin type and leverage of each traded instrument, one after the other; what is so already is
 * not written. A refusal (open exposure, a bracket) is reported and stops nothing.
 *
 * @throws the signal's reason when aborted; {@link BrokerError} while the exchange does not answer: try the whole again.
 */
export async function applySettings(
  broker: Broker,
  settings: BrokerSettings,
  abortSignal: AbortSignal,
): Promise<readonly SettingReport[]> {
  const options = { abortSignal };
  const reports: SettingReport[] = [];
  const apply = async <T extends string | number>(setting: Setting<T>) => {
    abortSignal.throwIfAborted();
    reports.push(await applySetting({ ...setting, read: () => readAgain(setting.read) }));
  };
  const { positionMode } = settings;
  if (positionMode !== undefined) {
    await apply({
      name: 'positionMode',
      wanted: positionMode,
      read: () => broker.getPositionMode(options),
      write: () => broker.setPositionMode(positionMode, options),
    });
  }
  for (const symbol of settledSymbols(settings)) {
    const own = settings.symbols?.[symbol];
    const marginType = own?.marginType ?? settings.marginType;
    const leverage = own?.leverage ?? settings.leverage;
    if (marginType !== undefined) {
      await apply({
        name: `${symbol} marginType`,
        wanted: marginType,
        read: () => broker.getMarginType(symbol, options),
        write: () => broker.setMarginType(symbol, marginType, options),
      });
    }
    if (leverage !== undefined) await apply(leverageSetting(broker, symbol, leverage, options));
  }
  abortSignal.throwIfAborted();
  return reports;
}
