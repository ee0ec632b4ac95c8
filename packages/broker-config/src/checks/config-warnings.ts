import type { ConfigPath } from '../errors/config-error.ts';
import type { ConfigInput } from '../schema/config-schema.ts';
import type { RouteInput } from '../schema/routes.ts';
import { isLoopback } from './host.ts';
import { targetWarnings } from './target-warnings.ts';

interface Warning {
  readonly path: ConfigPath;
  readonly message: string;
}

const SAFE_MARGIN_MS = 5_000;

/** What works, but is probably not meant. */
export function configWarnings({ brokers, routes, server, telegram }: ConfigInput): readonly Warning[] {
  const warnings: Warning[] = [];
  if (!Object.values(brokers).some(({ enabled }) => enabled)) {
    warnings.push({ path: ['brokers'], message: 'No broker is enabled.' });
  }
  for (const [name, { enabled, absenceMargin }] of Object.entries(brokers)) {
    if (!enabled || absenceMargin >= SAFE_MARGIN_MS) continue;
    const message = 'Below 5s an order that is still on its way may be taken for absent, and sent once more.';
    warnings.push({ path: ['brokers', name, 'absenceMargin'], message });
  }
  for (const [name, { enabled, allowWithdrawals, environment }] of Object.entries(brokers)) {
    if (!enabled || !allowWithdrawals || environment !== 'live') continue;
    const message = 'A key that may withdraw is accepted: whoever gets hold of it can empty the account.';
    warnings.push({ path: ['brokers', name, 'allowWithdrawals'], message });
  }
  warnings.push(...Object.entries(routes).flatMap(([name, route]) => askWarnings(name, route)));
  for (const [name, { allowFrom }] of Object.entries(routes)) {
    if (allowFrom.length === 0 || server.trustedProxies.length > 0 || !isLoopback(server.host)) continue;
    const message =
      'On this host alerts come through a proxy, and its own address is the one that counts: name it in server.trustedProxies.';
    warnings.push({ path: ['routes', name, 'allowFrom'], message });
  }
  for (const [name, route] of Object.entries(routes)) warnings.push(...targetWarnings(name, route));
  if (telegram === undefined) {
    warnings.push({ path: ['telegram'], message: 'There is no telegram block, so there is no chat.' });
    return warnings;
  }
  if (telegram.loopback && telegram.token !== undefined) {
    warnings.push({ path: ['telegram', 'token'], message: 'The token is not used with loopback: true.' });
  }
  const isLive = Object.values(brokers).some(({ enabled, environment }) => enabled && environment === 'live');
  if (telegram.loopback && isLive) {
    const message = 'With the chat page whoever works on this machine is the owner, and an account is live: use a bot.';
    warnings.push({ path: ['telegram', 'loopback'], message });
  }
  if (Object.keys(telegram.users).length === 0) {
    warnings.push({ path: ['telegram', 'users'], message: 'No users are listed, so nobody gets in.' });
  }
  return warnings;
}

function askWarnings(name: string, { execute, askExits, relay }: RouteInput): readonly Warning[] {
  const warnings: Warning[] = [];
  if (askExits) {
    const message =
      execute === 'ask'
        ? 'Exits wait for a person too: a position that its strategy has left stays open until somebody taps.'
        : 'It says something only with execute: ask.';
    warnings.push({ path: ['routes', name, 'askExits'], message });
  }
  if (execute === 'ask' && relay.length === 0) {
    const message =
      'The route asks, and no chat is named in relay: nobody is asked, and nothing that adds risk is placed.';
    warnings.push({ path: ['routes', name, 'execute'], message });
  }
  return warnings;
}
