const PERSON = /^[1-9]\d{0,15}$/;

/** Telegram's stand-ins for people who do not show who they are: group admins and channels. */
const ANONYMOUS: ReadonlySet<string> = new Set(['1087968824', '136817688', '777000']);

/** A numeric id of one person: no name, which somebody else may take, and no stand-in for many. */
export function isPersonId(text: string): boolean {
  return PERSON.test(text) && !ANONYMOUS.has(text);
}
