import { createRedactor } from './redact.ts';

/** What is shorter may stand in an alert's own words by chance, e.g. in the name of a strategy. */
const MIN_LENGTH = 12;

export interface BodyHider {
  /** Blanks every secret in a text of an alert, in lower and in upper case too, and each line of a key. */
  readonly hide: (text: string) => string;
  /** Further secrets; those from before stay secret. */
  learn(secrets: readonly string[]): void;
}

export function createBodyHider(secrets: readonly string[]): BodyHider {
  let known = new Set<string>();
  let redact = createRedactor([]);
  const learn = (news: readonly string[]): void => {
    const parts = news.flatMap((secret) => [secret, ...linesOf(secret)]).filter(({ length }) => length >= MIN_LENGTH);
    known = new Set([...known, ...parts.flatMap((part) => [part, part.toLowerCase(), part.toUpperCase()])]);
    redact = createRedactor([...known]);
  };
  learn(secrets);
  return { hide: (text) => (text.length < MIN_LENGTH ? text : redact(text)), learn };
}

function linesOf(secret: string): readonly string[] {
  return secret.split(/\s+/).filter((line) => !/^-|-$/.test(line));
}
