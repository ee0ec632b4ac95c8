import { FormattedString } from '@grammyjs/parse-mode';
import type { AuditRow } from '@perpdesk/journal/port';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import type { ChatLink } from '../rights/chat-link.ts';
import type { Grant } from '../rights/grant.ts';
import type { AuditReport, PersonReport, RightsRefusal } from '../rights/manage-rights.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs, type Line } from './lines.ts';
import { formatMinute } from './moment.ts';
import { formatActor } from './notice/desk-notices.ts';
import { plainCard, withAccountNames } from './plain-card.ts';

function accountsText(brokers: readonly string[] | null): string {
  if (brokers === null) return 'all accounts';
  return brokers.map((id) => `@${id}`).join(', ');
}

function placeText(place: ChatAddress | null): string | null {
  if (place === null) return null;
  return place.topic === null ? `in chat ${place.chatId}` : `in chat ${place.chatId}, topic ${place.topic}`;
}

function grantLine({ role, brokers, place, by, at }: Grant): FormattedString {
  return dotted(
    FormattedString.join([`${role} on `, withAccountNames(accountsText(brokers))]),
    placeText(place),
    `by ${formatActor(by)}, ${formatMinute(at)}`,
  );
}

function personLines({ id, configured, grants }: PersonReport): FormattedString {
  const isOutranked = configured?.role === 'owner';
  const items: Line[] = [FormattedString.join([FormattedString.bold('user '), FormattedString.code(id)])];
  if (configured !== null) {
    const where = withAccountNames(accountsText(configured.brokers));
    items.push(FormattedString.join([`${configured.role} on `, where, ' · in the configuration']));
  }
  if (!isOutranked) items.push(...grants.map(grantLine));
  return lines(...items);
}

/** /users: who may do what, since when and by whom. */
export function usersCard(people: readonly PersonReport[]): Card {
  return { text: paragraphs(...people.map(personLines)), buttons: [] };
}

/** Answers /grant and /revoke. */
export function personCard(person: PersonReport): Card {
  return { text: personLines(person), buttons: [] };
}

export function linkCard(link: ChatLink | null): Card {
  if (link === null) return plainCard('This chat is bound to no account: everybody sees their own here.');
  const { brokers, by, at } = link;
  const head = ['This chat is bound to ', withAccountNames(accountsText(brokers)), ': no other account exists here.'];
  return { text: lines(FormattedString.join(head), `by ${formatActor(by)}, ${formatMinute(at)}`), buttons: [] };
}

/** `user 333, role none`: what an audit row says beside its action. */
function detailText(detail: string): string {
  const value: unknown = JSON.parse(detail);
  if (typeof value !== 'object' || value === null) return '';
  const said = Object.entries(value).filter(([, it]) => it !== null);
  const text = said.map(([key, it]) => `${key} ${typeof it === 'string' ? it : JSON.stringify(it)}`).join(', ');
  return text.replaceAll(/["{}[\]]/gu, '').slice(0, 160);
}

function auditLine({ sequence, at, actor, action, detail }: AuditRow): FormattedString {
  return dotted(
    `#${sequence}`,
    formatMinute(at),
    formatActor(actor),
    FormattedString.bold(action),
    withAccountNames(detailText(detail)),
  );
}

/** /audit: newest first, and whether the chain holds. */
export function auditCard({ rows, isIntact }: AuditReport): Card {
  if (rows.length === 0) return plainCard('Nothing was done yet.');
  const verdict = isIntact ? 'The chain of these rows is unbroken.' : '⚠️ The chain is broken: a row was changed.';
  return { text: paragraphs(lines(...rows.map(auditLine)), verdict), buttons: [] };
}

const USAGE = {
  grant: 'Write /grant 123456789 trader, with @account for some accounts only and “here” for this chat only.',
  revoke: 'Write /revoke 123456789, with @account for some accounts only and “here” for this chat only.',
  link: 'Write /link @account, or /link off.',
  audit: 'Write /audit, or /audit 30: at most 99 rows.',
} as const;

function refusalText(refusal: RightsRefusal): string {
  switch (refusal.code) {
    case 'not-owner':
      return 'That takes an owner of all the accounts it is about.';
    case 'usage':
      return USAGE[refusal.of];
    case 'no-person':
      return `“${refusal.word.slice(0, 32)}” is no person’s numeric id. /whoami says one’s own.`;
    case 'no-account':
      return `There is no account @${refusal.word.slice(0, 32)}. There are ${accountsText(refusal.known)}.`;
    case 'configured-owner':
      return `User ${refusal.id} is an owner in the configuration: only that changes it.`;
    case 'last-owner':
      return 'That would leave the desk without an owner. Make somebody else one first.';
    default:
      return refusal satisfies never;
  }
}

export function rightsRefusalCard(refusal: RightsRefusal): Card {
  return { text: withAccountNames(refusalText(refusal)), buttons: [] };
}
