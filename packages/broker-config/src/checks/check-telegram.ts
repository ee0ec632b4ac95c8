import type { Finding } from '../errors/config-error.ts';
import { displayPath } from '../errors/display.ts';
import { hostOf, isLoopback } from './host.ts';
import { asEntries, asList, asMap, asText } from './raw.ts';

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
