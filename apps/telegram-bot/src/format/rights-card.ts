import { FormattedString } from '@grammyjs/parse-mode';
import type { AuditRow } from '@perpdesk/journal/port';
import type { Speech } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { rightsTexts } from '../language/texts/rights.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';
import type { ChatLink } from '../rights/chat-link.ts';
import type { Grant } from '../rights/grant.ts';
import type { AuditReport, PersonReport, RightsRefusal } from '../rights/manage-rights.ts';
import { formatAuditDetail } from './audit-detail.ts';
import type { Card } from './card.ts';
import { dotted, lines, paragraphs, type Line } from './lines.ts';
import { formatActor } from '../language/actor.ts';
import { plainCard, withAccountNames } from './plain-card.ts';

function accountsText(speech: Speech, brokers: readonly string[] | null): string {
  if (brokers === null) return speech.say(rightsTexts).allAccounts;
  return brokers.map((id) => `@${id}`).join(', ');
}

function placeText(speech: Speech, place: ChatAddress | null): string | null {
  const words = speech.say(rightsTexts);
  if (place === null) return null;
  return place.topic === null ? words.inChat(place.chatId) : words.inTopic(place.chatId, place.topic);
}

function grantLine(speech: Speech, { role, brokers, place, by, at }: Grant): FormattedString {
  const words = speech.say(rightsTexts);
  const where = withAccountNames(accountsText(speech, brokers));
  const what = role === 'none' ? words.shutOut(brokers === null) : words.on(speech.say(roleTexts)[role]);
  return dotted(
    role === 'none' && brokers === null ? what : FormattedString.join([what, where]),
    placeText(speech, place),
    words.by(formatActor(speech, by), speech.moment(at)),
  );
}

function personLines(speech: Speech, { id, configured, grants }: PersonReport): FormattedString {
  const words = speech.say(rightsTexts);
  const isOutranked = configured?.role === 'owner';
  const items: Line[] = [FormattedString.join([FormattedString.bold(words.user), FormattedString.code(id)])];
  if (configured !== null) {
    const where = withAccountNames(accountsText(speech, configured.brokers));
    items.push(
      FormattedString.join([words.on(speech.say(roleTexts)[configured.role]), where, ` · ${words.configured}`]),
    );
  }
  if (!isOutranked) items.push(...grants.map((grant) => grantLine(speech, grant)));
  return lines(...items);
}

/** /users: who may do what, since when and by whom. */
export function usersCard(speech: Speech, people: readonly PersonReport[]): Card {
  return { text: paragraphs(...people.map((person) => personLines(speech, person))), buttons: [] };
}

/** Answers /grant and /revoke. */
export function personCard(speech: Speech, person: PersonReport): Card {
  return { text: personLines(speech, person), buttons: [] };
}

export function linkCard(speech: Speech, link: ChatLink | null): Card {
  const words = speech.say(rightsTexts);
  if (link === null) return plainCard(words.unbound);
  const { brokers, by, at } = link;
  const head = withAccountNames(words.bound(accountsText(speech, brokers)));
  return { text: lines(head, words.by(formatActor(speech, by), speech.moment(at))), buttons: [] };
}

function auditLine(speech: Speech, { sequence, at, actor, action, detail }: AuditRow): FormattedString {
  return dotted(
    `#${sequence}`,
    speech.moment(at),
    formatActor(speech, actor),
    FormattedString.bold(action),
    withAccountNames(formatAuditDetail(speech, detail)),
  );
}

/** /audit: newest first, and whether the chain holds. */
export function auditCard(speech: Speech, { rows, isIntact }: AuditReport): Card {
  const words = speech.say(rightsTexts);
  if (rows.length === 0) return plainCard(words.nothingDone);
  const verdict = isIntact ? words.intact : words.broken;
  return { text: paragraphs(lines(...rows.map((row) => auditLine(speech, row))), verdict), buttons: [] };
}

function refusalText(speech: Speech, refusal: RightsRefusal): string {
  const words = speech.say(rightsTexts);
  switch (refusal.code) {
    case 'not-owner':
      return words.notOwner;
    case 'usage':
      return words.usage[refusal.of];
    case 'no-person':
      return words.noPerson(refusal.word.slice(0, 32));
    case 'no-account':
      return words.noAccount(refusal.word.slice(0, 32), accountsText(speech, refusal.known));
    case 'configured-owner':
      return words.configuredOwner(refusal.id);
    case 'last-owner':
      return words.lastOwner;
    default:
      return refusal satisfies never;
  }
}

export function rightsRefusalCard(speech: Speech, refusal: RightsRefusal): Card {
  return { text: withAccountNames(refusalText(speech, refusal)), buttons: [] };
}
