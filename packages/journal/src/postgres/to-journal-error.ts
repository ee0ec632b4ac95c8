import { isNativeError } from 'node:util/types';
import { JournalError, type JournalErrorCode } from '../port/journal-error.ts';

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html, by code, then by class. */
const STATES: ReadonlyMap<string, JournalErrorCode> = new Map([
  ['25006', 'read-only'],
  ['42501', 'read-only'],
  ['53100', 'disk-full'],
  ['53300', 'unreachable'],
  ['55P03', 'held'],
  ['57014', 'unreachable'],
  ['57P01', 'unreachable'],
  ['57P02', 'unreachable'],
  ['57P03', 'unreachable'],
  ['57P05', 'unreachable'],
  ['25P03', 'unreachable'],
  ['3D000', 'unreachable'],
  ['XX001', 'corrupt'],
  ['XX002', 'corrupt'],
  ['08', 'unreachable'],
  ['28', 'unreachable'],
  ['58', 'io'],
]);

/** Another instance has brought the schema forward: the plans of this connection are old. */
const OLD_PLAN = /cached plan must not change/;

/** Two transactions were in each other's way; doing it again helps. */
const COLLISIONS: ReadonlySet<string> = new Set(['40001', '40P01']);

const FOREIGN_KEY = '23503';

/** What is wrong, and what to do about it. */
const FACTS: Readonly<Partial<Record<JournalErrorCode, readonly [fact: string, remedy: string]>>> = {
  'disk-full': ['has no room left on the disk of its server', 'Free some room there'],
  'read-only': ['cannot be written', 'Name the primary, and a user that may write'],
  held: ['is locked by another session', 'End that one'],
  corrupt: ['is damaged on its server', 'Go on with a backup'],
  io: ['cannot be read or written by its server', 'Look after its disk'],
};
const OTHER = [
  'cannot be reached',
  'See that the server runs, and that host, database, user and password are right',
] as const;

/** What the driver says where there is no server that could give a code. */
const BROKEN =
  /connection terminated|connection ended|not queryable|timeout|ECONN|EPIPE|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPROTO|ERR_SSL|ERR_TLS/i;

/** `where` names the journal without its password; bugs of the program go through as they are. */
export function toJournalError(error: unknown, where: string): unknown {
  if (JournalError.is(error) || !isNativeError(error)) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const [fact, remedy] = FACTS[code] ?? OTHER;
  return new JournalError(code, `The journal ${where} ${fact}: ${error.message}. ${remedy}.`, { cause: error });
}

export function isCollision(error: unknown): boolean {
  return COLLISIONS.has(stateOf(error) ?? '');
}

/** The server says that the transaction is not done: a collision, or a constraint that is looked at last. */
export function isTakenBack(error: unknown): boolean {
  const state = stateOf(error);
  return state !== undefined && (COLLISIONS.has(state) || state.startsWith('23'));
}

/** What the row belongs to is not there. */
export function isOrphan(error: unknown): boolean {
  return stateOf(error) === FOREIGN_KEY;
}

function codeOf(error: Error): JournalErrorCode | undefined {
  const state = stateOf(error);
  if (OLD_PLAN.test(error.message)) return 'unreachable';
  if (state !== undefined) return STATES.get(state) ?? STATES.get(state.slice(0, 2));
  const word = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return BROKEN.test(`${word} ${error.message}`) ? 'unreachable' : undefined;
}

function stateOf(error: unknown): string | undefined {
  if (!isNativeError(error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return /^[0-9A-Z]{5}$/.test(error.code) && !error.code.startsWith('E') ? error.code : undefined;
}
