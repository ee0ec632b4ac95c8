import { createRedactor } from './redact.ts';

/** What is shorter may stand in an alert's own words by chance, e.g. in the name of a strategy. */
const MIN_LENGTH = 12;

/** A function that blanks these secrets in a text of an alert, in lower and in upper case too, and each line of a key. */
export function createBodyHider(secrets: readonly string[]): (text: string) => string {
  const parts = secrets.flatMap((secret) => [secret, ...linesOf(secret)]).filter(({ length }) => length >= MIN_LENGTH);
  const forms = new Set(parts.flatMap((part) => [part, part.toLowerCase(), part.toUpperCase()]));
  const hide = createRedactor([...forms]);
  return (text) => (text.length < MIN_LENGTH ? text : hide(text));
}

function linesOf(secret: string): readonly string[] {
  return secret.split(/\s+/).filter((line) => !/^-|-$/.test(line));
}
