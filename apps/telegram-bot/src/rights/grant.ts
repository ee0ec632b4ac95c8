import { ROLES, type Role } from '../desk/desk-user.ts';
import type { ChatAddress } from '../outbox/chat-directory.ts';

/** What somebody was given, or forbidden, in a chat. */
export interface Grant {
  /** `none` takes away what the configuration, or a wider grant, gives. */
  readonly role: Role | 'none';
  /** `null`: every account, those to come too. */
  readonly brokers: readonly string[] | null;
  /** Where it counts: a chat, or with a topic that one alone; `null`: everywhere. */
  readonly place: ChatAddress | null;
  /** Who gave it, as in the audit. */
  readonly by: string;
  /** Unix ms. */
  readonly at: number;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function readPlace(value: unknown): ChatAddress | null {
  if (!isRecord(value)) return null;
  const { chatId, topic } = value;
  return { chatId: String(chatId), topic: typeof topic === 'number' ? topic : null };
}

function readGrant(value: unknown): readonly Grant[] {
  if (!isRecord(value)) return [];
  const { brokers, place, by, at } = value;
  const role = value['role'] === 'none' ? 'none' : ROLES.find((it) => it === value['role']);
  if (role === undefined || typeof at !== 'number') return [];
  const scope = brokers === null ? null : readTexts(brokers);
  return [{ role, brokers: scope, place: readPlace(place), by: String(by), at }];
}

/** Grants as stored; what is none is left out. */
export function readGrants(json: string): readonly Grant[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.flatMap(readGrant) : [];
}

function placeCovers(outer: ChatAddress | null, inner: ChatAddress | null): boolean {
  if (outer === null) return true;
  return inner !== null && outer.chatId === inner.chatId && (outer.topic === null || outer.topic === inner.topic);
}

/** The grants with one more: it takes the place of all that it covers. */
export function putGrant(grants: readonly Grant[], next: Grant): readonly Grant[] {
  const kept = grants.flatMap((grant): readonly Grant[] => {
    if (!placeCovers(next.place, grant.place)) return [grant];
    if (next.brokers === null) return [];
    if (grant.brokers === null) return [grant];
    const rest = grant.brokers.filter((id) => next.brokers?.includes(id) !== true);
    return rest.length === 0 ? [] : [{ ...grant, brokers: rest }];
  });
  return [...kept, next];
}

/** How narrowly a grant fits an account in a place, the narrower counts; `null`: not at all. */
export function fitOf(grant: Grant, brokerId: string | null, place: ChatAddress | null): number | null {
  if (!placeCovers(grant.place, place)) return null;
  if (grant.brokers !== null && (brokerId === null || !grant.brokers.includes(brokerId))) return null;
  const byPlace = grant.place === null ? 0 : grant.place.topic === null ? 1 : 2;
  return byPlace * 2 + (grant.brokers === null ? 0 : 1);
}
