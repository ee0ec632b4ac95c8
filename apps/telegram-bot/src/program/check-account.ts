import type { BrokerConfig } from '@perpdesk/broker-config';
import { type Broker, BrokerError, formatDecimal } from '@perpdesk/broker-core';
import { measureClockOffset } from '@perpdesk/broker-manager';
import { createMemoryPaperStore } from '@perpdesk/broker-paper';
import { plural } from '../format/plural.ts';
import { type CallbackRates, callbackRatesOf } from './callback-rates.ts';
import { checkKey } from './check-key.ts';
import { checkSettings } from './check-settings.ts';
import { createConfiguredBroker, createRegistry } from './create-brokers.ts';
import type { Finding } from './finding.ts';
import { readKeyRights, type KeyRights } from './key-rights.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

export interface CheckedAccount {
  readonly id: string;
  readonly findings: readonly Finding[];
  /** What it lists; `null` where it was not asked or did not answer. */
  readonly symbols: readonly string[] | null;
  /** `null` where its adapter does not say. */
  readonly callbackRates: CallbackRates | null;
}

const TIMEOUT_MS = 15_000;
const UNASKED = { symbols: null, callbackRates: null } as const;

/** Looks at one account and changes nothing. A paper account is looked at in memory: its file belongs to the desk that runs. */
export async function checkAccount(
  config: BrokerConfig,
  ports: ProgramPorts,
  { factories }: Pick<ProgramOptions, 'factories'> = {},
): Promise<CheckedAccount> {
  const { id } = config;
  const name = `${config.environment.toUpperCase()} ${id}`;
  if (!config.isEnabled) return { id, findings: [{ level: 'fine', line: `${name}: switched off` }], ...UNASKED };
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  let broker: Broker | null = null;
  try {
    const sources = { storeFor: () => createMemoryPaperStore(), ...(factories === undefined ? {} : { factories }) };
    broker = createConfiguredBroker(await createRegistry([config], sources), config, ports);
    await broker.connect({ abortSignal });
    const line = `${name}: connected, ${await describe(broker, config, ports, abortSignal)}`;
    const symbols = (await broker.getInstruments({ abortSignal })).map(({ symbol }) => symbol);
    const key = config.venue === null ? [] : checkKey(config, await rightsOf(broker, abortSignal));
    // a paper account in memory has what is configured
    const settings = config.venue === null ? [] : await checkSettings(broker, config, abortSignal);
    const callbackRates = callbackRatesOf(broker);
    return { id, findings: [{ level: 'fine', line }, ...key, ...settings], symbols, callbackRates };
  } catch (error) {
    const reason = BrokerError.is(error)
      ? error.message
      : abortSignal.aborted
        ? `no answer within ${TIMEOUT_MS / 1000} s`
        : 'cannot be connected';
    return { id, findings: [{ level: 'fault', line: `${name}: ${reason}` }], ...UNASKED };
  } finally {
    await broker?.close().catch(() => {});
  }
}

/** Only on live does it matter that the exchange could not be asked. */
async function rightsOf(broker: Broker, abortSignal: AbortSignal): Promise<KeyRights | null> {
  try {
    return await readKeyRights(broker, abortSignal);
  } catch (error) {
    if (broker.environment === 'live') throw error;
    return null;
  }
}

async function describe(
  broker: Broker,
  { venue, accountSettings }: BrokerConfig,
  { clock }: ProgramPorts,
  abortSignal: AbortSignal,
): Promise<string> {
  const { equity, quoteAsset, positionMode } = await broker.getAccount({ abortSignal });
  const money = `${formatDecimal(equity.toDecimalPlaces(2))} ${quoteAsset}`;
  if (venue === null) return `${money}, ${positionMode}, as configured (its file is not read)`;
  const positions = await broker.getPositions({ abortSignal });
  const { offsetMs } = await measureClockOffset(broker, clock, abortSignal);
  const wanted = accountSettings.positionMode ?? positionMode;
  const mode = wanted === positionMode ? positionMode : `${positionMode} (${wanted} is set at the start)`;
  const offset = `clock ${offsetMs < 0 ? '\u2212' : '+'}${Math.abs(offsetMs)} ms`;
  return `${money}, ${mode}, ${plural(positions.length, 'open position')}, ${offset}`;
}
