import { Api } from 'grammy';
import type { PerpdeskConfig, RouteConfig } from '@perpdesk/broker-config';
import { API_TIMEOUT_SECONDS } from '../chat/create-bot.ts';
import { plural } from '../format/plural.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import { checkAccount, type CheckedAccount } from './check-account.ts';
import type { Finding } from './finding.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

async function checkBot({ telegram }: PerpdeskConfig): Promise<Finding> {
  if (telegram === null) return { level: 'fine', line: 'chat: none, there is no telegram block' };
  const people = `${plural(telegram.users.length, 'user')}, ${plural(telegram.chats.length, 'chat')}`;
  if (telegram.isLoopback) return { level: 'fine', line: `chat: the page on this machine, ${people}` };
  if (telegram.token === null) return { level: 'fault', line: 'chat: there is no token' };
  const root = telegram.apiRoot === null ? {} : { apiRoot: telegram.apiRoot };
  try {
    const me = await new Api(telegram.token.reveal(), { ...root, timeoutSeconds: API_TIMEOUT_SECONDS }).getMe();
    return { level: 'fine', line: `chat: @${me.username}, ${people}` };
  } catch (error) {
    const { status, description } = toTelegramFault(error);
    const line =
      status === null
        ? `chat: ${description}; is the network there, and telegram.apiRoot right where it is given?`
        : `chat: Telegram does not take the bot: ${description}`;
    return { level: 'fault', line };
  }
}

function checkRoute(route: RouteConfig, accounts: readonly CheckedAccount[]): Finding {
  const ids = route.brokers.map((it) => it.brokerId);
  const missing = accounts
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ id, symbols }) =>
      symbols === null
        ? []
        : route.symbols.filter((it) => !symbols.includes(it)).map((it) => `${id} does not list ${it}`),
    );
  if (missing.length > 0) return { level: 'fault', line: `route ${route.id}: ${missing.join(', ')}` };
  return { level: 'fine', line: `route ${route.id}: ${route.mode}, ${route.symbols.join(', ')} on ${ids.join(', ')}` };
}

/** Looks at everything the desk would use and changes nothing. */
export async function checkProgram(
  config: PerpdeskConfig,
  ports: ProgramPorts,
  options: Pick<ProgramOptions, 'factories'> = {},
): Promise<readonly Finding[]> {
  const accounts = await Promise.all(config.brokers.map((broker) => checkAccount(broker, ports, options)));
  const routes = config.routes.map((route) => checkRoute(route, accounts));
  return [...accounts.flatMap(({ findings }) => findings), ...routes, await checkBot(config)];
}
