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

/**
 * Finds secrets of which only the hash is known: whole words of 16 to 512 characters, as they are, percent-encoded, or with
 * letters as JSON escapes. `hashes`: SHA-256, hex. Takes time in proportion to the text.
 */
export function createSecretHider(hashes: readonly string[]): HideSecrets {
  const known = new Set(hashes.map((it) => it.toLowerCase()));
  if (known.size === 0) return hideNothing;
  const isSecret = (word: string): boolean =>
    word.length >= MIN_LENGTH && word.length <= MAX_LENGTH && known.has(hash('sha256', word, 'hex'));
  const says = (word: string): boolean => isSecret(word) || (/[%\\]/.test(word) && isSecret(decoded(word)));

  return (text) => {
    if (text.length < MIN_LENGTH) return text;
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
}

function decoded(word: string): string {
  return word.replaceAll(ENCODED, (_all, percent: string | undefined, escape: string | undefined) =>
    String.fromCharCode(Number.parseInt(percent ?? escape ?? '', 16)),
  );
}
