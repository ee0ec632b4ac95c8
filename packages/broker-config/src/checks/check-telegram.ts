import type { Finding } from '../errors/config-error.ts';
import { displayPath } from '../errors/display.ts';
import { hostOf, isLoopback } from './host.ts';
import { asEntries, asList, asMap, asText, type RawMap } from './raw.ts';

/** @see https://core.telegram.org/bots/webhooks */
const PORTS: readonly string[] = ['', '443', '80', '88', '8443'];
const OWN_PATHS = /^\/(hooks|healthz|readyz|metrics)(\/|$)/;

const OWN_HOST = 'api.telegram.org';

/** Whether the bot has a token or the chat page, where it talks to, the brokers that users are bound to, and approvals. */
export function checkTelegram(raw: unknown): readonly Finding[] {
  const root = asMap(raw);
  if (root['telegram'] === undefined) return [];
  const telegram = asMap(root['telegram']);
  const findings: Finding[] = [];
  if (telegram['token'] === undefined && telegram['loopback'] !== true) {
    findings.push({ kind: 'invalid', path: ['telegram', 'token'], expected: 'a token, or loopback: true' });
  }
  const apiRoot = asText(telegram['apiRoot']);
  const host = apiRoot === null ? null : hostOf(apiRoot);
  const isOwn = host === OWN_HOST && apiRoot?.startsWith('https://') === true;
  if (host !== null && !isOwn && !isLoopback(host) && telegram['unsafeEndpoints'] !== true) {
    const expected = `https://${OWN_HOST}, a loopback address, or unsafeEndpoints: true beside it`;
    findings.push({ kind: 'invalid', path: ['telegram', 'apiRoot'], expected });
  }
  findings.push(...checkWebhook(telegram));
  const names = Object.keys(asMap(root['brokers']));
  for (const [id, user] of asEntries(telegram['users'])) {
    for (const [index, item] of asList(user['brokers']).entries()) {
      const name = asText(item);
      if (name === null || names.includes(name)) continue;
      const expected = `a broker of this file: ${names.map((known) => displayPath([known])).join(', ')}`;
      findings.push({ kind: 'invalid', path: ['telegram', 'users', id, 'brokers', index], expected });
    }
  }
  return [...findings, ...checkApproval(telegram)];
}

/** Who is asked for a code needs something to make it with, and the chat has to be there. */
function checkApproval(telegram: Readonly<Record<string, unknown>>): readonly Finding[] {
  const approval = asMap(telegram['approval']);
  const code = asMap(approval['code']);
  const findings: Finding[] = [];
  for (const [id, user] of Object.entries(asMap(telegram['users']))) {
    const role = asText(user) ?? asText(asMap(user)['role']);
    if (role === null || code[role] === undefined || asMap(user)['totp'] !== undefined) continue;
    const expected = `a totp in it, for telegram.approval.code.${role} asks for codes`;
    findings.push({ kind: 'invalid', path: ['telegram', 'users', id], expected });
  }
  const chat = asText(approval['chat']);
  const names = Object.keys(asMap(telegram['chats']));
  if (chat !== null && !names.includes(chat)) {
    const expected = `a chat of this file: ${names.map((known) => displayPath([known])).join(', ')}`;
    findings.push({ kind: 'invalid', path: ['telegram', 'approval', 'chat'], expected });
  }
  return findings;
}

function checkWebhook(telegram: RawMap): readonly Finding[] {
  const path = ['telegram', 'webhook'];
  const address = asText(asMap(telegram['webhook'])['url']);
  if (telegram['mode'] !== 'webhook') return [];
  if (telegram['webhook'] === undefined) {
    return [{ kind: 'invalid', path, expected: 'its url: where Telegram reaches this desk' }];
  }
  if (telegram['loopback'] === true) {
    return [{ kind: 'invalid', path: ['telegram', 'mode'], expected: 'polling, with loopback: true' }];
  }
  if (address === null || !URL.canParse(address)) return [];
  const { protocol, hostname, port, pathname } = new URL(address);
  const at = [...path, 'url'];
  const findings: Finding[] = [];
  if (!isLoopback(hostname) && (protocol !== 'https:' || !PORTS.includes(port))) {
    const expected = 'https on port 443, 80, 88 or 8443: Telegram posts nowhere else';
    findings.push({ kind: 'invalid', path: at, expected });
  }
  if (OWN_PATHS.test(pathname)) {
    findings.push({ kind: 'invalid', path: at, expected: 'a path that is not the alerts’ or the probes’' });
  }
  return findings;
}
