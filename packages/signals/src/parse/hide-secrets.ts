import { hash } from 'node:crypto';
import { SECRET_MARK } from './redact-text.ts';

/** Puts `[secret]` in the place of every secret that the desk knows, whatever stands around it. */
export type HideSecrets = (text: string) => string;

export const hideNothing: HideSecrets = (text) => text;

/** A route's token has at least so many characters; what is shorter stands in words and numbers by chance. */
const MIN_LENGTH = 16;
/** Longer words are no secrets, and each is hashed. */
const MAX_LENGTH = 512;

/** Where a word ends depends on the letters that its secret has: the narrowest are tried first. */
const WORDS: readonly RegExp[] = [
  /[\w-]{16,}/g,
  /[\w.~-]{16,}/g,
  /[\w.~:+/=-]{16,}/g,
  /(?:%[0-9a-f]{2}|\\{1,4}u00[0-9a-f]{2}|[\w.~-]){16,}/gi,
  /[^\s"'“”‘’,;<>()[\]{}]{16,}/g,
];
const ENCODED = /%([0-9a-f]{2})|\\{1,4}u00([0-9a-f]{2})/gi;
/** May belong to the sentence or the list in which a word stands. */
const EDGES = /^[._~-]+|[._~-]+$/g;

export interface SecretHider {
  readonly hide: HideSecrets;
  /** Further hashes; those from before stay known: an alert may be late. */
  learn(hashes: readonly string[]): void;
}

/**
 * Finds secrets of which only the hash is known: whole words of 16 to 512 characters, as they are, percent-encoded, or with
 * letters as JSON escapes. `hashes`: SHA-256, hex. Takes time in proportion to the text.
 */
export function createSecretHider(hashes: readonly string[]): SecretHider {
  const known = new Set<string>();
  const learn = (news: readonly string[]) => {
    for (const one of news) known.add(one.toLowerCase());
  };
  learn(hashes);
  const isSecret = (word: string): boolean =>
    word.length >= MIN_LENGTH && word.length <= MAX_LENGTH && known.has(hash('sha256', word, 'hex'));
  const says = (word: string): boolean => isSecret(word) || (/[%\\]/.test(word) && isSecret(decoded(word)));

  const hide: HideSecrets = (text) => {
    if (text.length < MIN_LENGTH || known.size === 0) return text;
    if (isSecret(text)) return SECRET_MARK;
    const harmless = new Set<string>();
    const hideIn = (word: string): string => {
      if (harmless.has(word)) return word;
      if (says(word)) return SECRET_MARK;
      const bare = word.replaceAll(EDGES, '');
      if (bare !== word && says(bare)) return word.replace(bare, SECRET_MARK);
      harmless.add(word);
      return word;
    };
    return WORDS.reduce((rest, pattern) => rest.replaceAll(pattern, hideIn), text);
  };
  return { hide, learn };
}

function decoded(word: string): string {
  return word.replaceAll(ENCODED, (_all, percent: string | undefined, escape: string | undefined) =>
    String.fromCharCode(Number.parseInt(percent ?? escape ?? '', 16)),
  );
}
