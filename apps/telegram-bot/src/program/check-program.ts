import { Api } from 'grammy';
import type { WebhookInfo } from 'grammy/types';
import type { PerpdeskConfig, RouteConfig } from '@perpdesk/broker-config';
import { API_TIMEOUT_SECONDS } from '../chat/create-bot.ts';
import { plural } from '../format/plural.ts';
import { toTelegramFault } from '../telegram/telegram-error.ts';
import { callbackFault } from './callback-rates.ts';
import { checkAccount, type CheckedAccount } from './check-account.ts';
import { checkJournalPlace } from './check-journal-place.ts';
import type { Finding } from './finding.ts';
import type { ProgramOptions, ProgramPorts } from './program-ports.ts';

/** Where Telegram posts updates now, against where the desk wants them; the path of a foreign address is not shown. */
function checkWebhook(info: WebhookInfo, wanted: string | null): readonly Finding[] {
  const set = info.url ?? '';
  const host = URL.canParse(set) ? new URL(set).host : 'another address';
  if (wanted === null) {
    if (set === '') return [];
    const line = `chat: a webhook to ${host} is set while the file says polling: the desk takes it away at its start`;
    return [{ level: 'warning', line: `${line}, and whoever it was for hears nothing any more` }];
  }
  if (set !== wanted) {
    const now = set === '' ? 'none is set' : `one to ${host} is set`;
    return [{ level: 'fine', line: `chat: the webhook is set at the start; ${now} now` }];
  }
  const { last_error_message: error } = info;
  if (error === undefined) return [];
  return [{ level: 'warning', line: `chat: Telegram could not post to the webhook last: ${error}` }];
}

async function checkBot({ telegram }: PerpdeskConfig): Promise<readonly Finding[]> {
  if (telegram === null) return [{ level: 'fine', line: 'chat: none, there is no telegram block' }];
  const people = `${plural(telegram.users.length, 'user')}, ${plural(telegram.chats.length, 'chat')}`;
  if (telegram.isLoopback) return [{ level: 'fine', line: `chat: the page on this machine, ${people}` }];
  if (telegram.token === null) return [{ level: 'fault', line: 'chat: there is no token' }];
  const root = telegram.apiRoot === null ? {} : { apiRoot: telegram.apiRoot };
  try {
    const api = new Api(telegram.token.reveal(), { ...root, timeoutSeconds: API_TIMEOUT_SECONDS });
    const me = await api.getMe();
    const bot: Finding = { level: 'fine', line: `chat: @${me.username}, ${people}` };
    return [bot, ...checkWebhook(await api.getWebhookInfo(), telegram.webhookUrl)];
  } catch (error) {
    const { status, description } = toTelegramFault(error);
    const line =
      status === null
        ? `chat: ${description}; is the network there, and telegram.apiRoot right where it is given?`
        : `chat: Telegram does not take the bot: ${description}`;
    return [{ level: 'fault', line }];
  }
}

/** What of the route the account would refuse each time. */
function faultsOn({ id, symbols, callbackRates }: CheckedAccount, route: RouteConfig): readonly string[] {
  const missing = symbols === null ? [] : route.symbols.filter((it) => !symbols.includes(it));
  const callback = callbackFault(route, callbackRates);
  return [...missing.map((it) => `${id} does not list ${it}`), ...(callback === null ? [] : [`${id} ${callback}`])];
}

function checkRoute(route: RouteConfig, accounts: readonly CheckedAccount[]): Finding {
  const ids = route.brokers.map((it) => it.brokerId);
  const faults = accounts.filter(({ id }) => ids.includes(id)).flatMap((account) => faultsOn(account, route));
  if (faults.length > 0) return { level: 'fault', line: `route ${route.id}: ${faults.join(', ')}` };
  if (route.mode === 'notify') return { level: 'fine', line: `route ${route.id}: notify, it only tells` };
  const line = `route ${route.id}: ${route.mode}, ${route.symbols.join(', ')} on ${ids.join(', ')}`;
  const unasked = accounts.filter(({ id, symbols }) => ids.includes(id) && symbols === null).map(({ id }) => id);
  if (unasked.length === 0) return { level: 'fine', line };
  return { level: 'warning', line: `${line}; whether ${unasked.join(', ')} lists them could not be asked` };
}

/** Looks at everything the desk would use and changes nothing. */
export async function checkProgram(
  config: PerpdeskConfig,
  ports: ProgramPorts,
  options: Pick<ProgramOptions, 'factories'> = {},
): Promise<readonly Finding[]> {
  const accounts = await Promise.all(config.brokers.map((broker) => checkAccount(broker, ports, options)));
  const routes = config.routes.map((route) => checkRoute(route, accounts));
  const journal = await checkJournalPlace(config);
  return [...accounts.flatMap(({ findings }) => findings), ...routes, ...journal, ...(await checkBot(config))];
}
