import { Api } from 'grammy';
import type { BrokerConfig, PerpdeskConfig, RouteConfig } from '@perpdesk/broker-config';
import { createMemoryPaperStore } from '@perpdesk/broker-paper';
import { BrokerError, formatDecimal } from '@perpdesk/broker-core';
import { API_TIMEOUT_SECONDS } from '../chat/create-bot.ts';
import { plural } from '../format/plural.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import { createConfiguredBroker, createRegistry } from './create-brokers.ts';
import type { ProgramPorts } from './program-ports.ts';

export interface Finding {
  readonly ok: boolean;
  readonly line: string;
}

interface CheckedBroker {
  readonly id: string;
  readonly finding: Finding;
  /** What it lists; `null` where it was not asked or did not answer. */
  readonly symbols: readonly string[] | null;
}

/** A paper account is looked at in memory: its file belongs to the desk that runs. */
async function checkBroker(config: BrokerConfig, ports: ProgramPorts): Promise<CheckedBroker> {
  const { id } = config;
  const name = `${config.environment.toUpperCase()} ${config.id}`;
  if (!config.isEnabled) return { id, finding: { ok: true, line: `${name}: switched off` }, symbols: null };
  const registry = createRegistry({ storeFor: () => createMemoryPaperStore() });
  const broker = createConfiguredBroker(registry, config, ports);
  try {
    await broker.connect({ abortSignal: AbortSignal.timeout(15_000) });
    const { equity, quoteAsset, positionMode } = await broker.getAccount();
    const positions = await broker.getPositions();
    const money = `${formatDecimal(equity.toDecimalPlaces(2))} ${quoteAsset}`;
    const held =
      config.environment === 'paper'
        ? 'as configured (its file is not read)'
        : plural(positions.length, 'open position');
    const symbols = (await broker.getInstruments()).map(({ symbol }) => symbol);
    return { id, finding: { ok: true, line: `${name}: connected, ${money}, ${positionMode}, ${held}` }, symbols };
  } catch (error) {
    const reason = BrokerError.is(error) ? error.message : 'cannot be connected';
    return { id, finding: { ok: false, line: `${name}: ${reason}` }, symbols: null };
  } finally {
    await broker.close().catch(() => {});
  }
}

async function checkBot({ telegram }: PerpdeskConfig): Promise<Finding> {
  if (telegram === null) return { ok: true, line: 'chat: none, there is no telegram block' };
  const people = `${plural(telegram.users.length, 'user')}, ${plural(telegram.chats.length, 'chat')}`;
  if (telegram.isLoopback) return { ok: true, line: `chat: the page on this machine, ${people}` };
  if (telegram.token === null) return { ok: false, line: 'chat: there is no token' };
  const root = telegram.apiRoot === null ? {} : { apiRoot: telegram.apiRoot };
  try {
    const me = await new Api(telegram.token.reveal(), { ...root, timeoutSeconds: API_TIMEOUT_SECONDS }).getMe();
    return { ok: true, line: `chat: @${me.username}, ${people}` };
  } catch (error) {
    return { ok: false, line: `chat: Telegram does not take the bot: ${toTelegramFault(error).description}` };
  }
}

function checkRoute(route: RouteConfig, brokers: readonly CheckedBroker[]): Finding {
  const ids = route.brokers.map((it) => it.brokerId);
  const missing = brokers
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ id, symbols }) =>
      symbols === null
        ? []
        : route.symbols.filter((it) => !symbols.includes(it)).map((it) => `${id} does not list ${it}`),
    );
  if (missing.length > 0) return { ok: false, line: `route ${route.id}: ${missing.join(', ')}` };
  return { ok: true, line: `route ${route.id}: ${route.mode}, ${route.symbols.join(', ')} on ${ids.join(', ')}` };
}

/** Looks at everything the desk would use and changes nothing. */
export async function checkProgram(config: PerpdeskConfig, ports: ProgramPorts): Promise<readonly Finding[]> {
  const brokers = await Promise.all(config.brokers.map((broker) => checkBroker(broker, ports)));
  const routes = config.routes.map((route) => checkRoute(route, brokers));
  return [...brokers.map(({ finding }) => finding), ...routes, await checkBot(config)];
}
