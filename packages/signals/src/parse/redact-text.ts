/** What stands where a secret stood. */
export const SECRET_MARK = '[secret]';

/** Shorter values are no secrets worth the name, and stand in words and numbers by chance. */
const MIN_ECHO_LENGTH = 6;
/** More of them than this is an attack on the search, and nothing of the text is kept. */
const MAX_SECRETS = 40;

/** Wherever they stand in a word. */
const LONG_NAME = String.raw`(?:pass(?:phrase|word|wd)|secret|signature|api[-_ ]?(?:key|sec)|(?:private|access)[-_ ]?key|credential|authori[sz]ation)\w{0,20}`;
/** Words of their own: others begin or end with them, such as `Pine`, `KeyReversal`, `LowPass`, `Tokenomics`. */
const SHORT_NAME = String.raw`(?:(?<![a-z])(?:user|my|db|login|account|admin)?pass(?:code|key)?|tokens?(?:id|key|value)?)(?![a-z])\w{0,20}|\b(?:pin(?:[-_ ]?code)?|key)\b`;
const NAME = String.raw`(?:${LONG_NAME}|${SHORT_NAME})`;
/** Loose, as it is for text that is broken somewhere. */
const SEPARATOR = String.raw`\\?["'“”‘’,]{0,3}\s{0,20}[:=][\s,]{0,20}`;
const VALUE = String.raw`\\"[^"\\]*(?:\\")?|"(?:[^"\\]|\\.)*"?|['“”‘’][^'“”‘’\r\n]*['“”‘’]?|\[[^\]]*\]?|\{[^}]*\}?|[^\r\n,;}\]&"']+`;
const ASSIGNMENT = new RegExp(`(${NAME}${SEPARATOR})(${VALUE})`, 'gis');
const WORDS = /[^\s"'“”‘’[\]{},:\\]+/g;
/** A route's address: what stands behind it opens the route. */
const HOOK = /(\/hooks\/)[^\s"'“”‘’\\/?#&<>]+/gi;
/** Escaped letters and digits could spell a secret's name. */
const ESCAPED_LETTER = /\\u00([3-7][0-9a-f])/gi;

export interface RedactedText {
  readonly text: string;
  /** The values that were taken out. */
  readonly secrets: readonly string[];
}

/** Takes the values out of everything in a text that looks like `secret: value`, whatever the text is. */
export function redactText(text: string): RedactedText {
  const secrets: string[] = [];
  const redacted = text
    .replaceAll(ESCAPED_LETTER, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(HOOK, `$1${SECRET_MARK}`)
    .replaceAll(ASSIGNMENT, (_all, head: string, value: string) => {
      secrets.push(...secretsIn(value));
      return `${head}"${SECRET_MARK}"`;
    });
  return { text: redactEchoes(redacted, secrets), secrets };
}

/** The value without its quotes, and each word in it: it may be echoed in part. */
function secretsIn(value: string): readonly string[] {
  const words = value.match(WORDS) ?? [];
  const whole = value.trim().replaceAll(/^\\?["'“”‘’]|\\?["'“”‘’]$/g, '');
  return [whole, ...words].filter((secret) => secret !== '' && secret !== SECRET_MARK && !SECRET_MARK.includes(secret));
}

/** Takes out each secret wherever else it stands: as it is, in lower and in upper case. */
export function redactEchoes(text: string, secrets: readonly string[]): string {
  const echoes = echoesOf(secrets);
  if (echoes.length > MAX_SECRETS) return SECRET_MARK;
  return echoes
    .toSorted((a, b) => b.length - a.length)
    .flatMap((secret) => [secret, secret.toLowerCase(), secret.toUpperCase()])
    .reduce((rest, secret) => rest.replaceAll(secret, SECRET_MARK), text);
}

/** Those that are looked for elsewhere, each once; one more than are searched stands for them all. */
export function echoesOf(secrets: readonly string[]): readonly string[] {
  const distinct = new Set(secrets.filter(isEchoed));
  return [...distinct].slice(0, MAX_SECRETS + 1);
}

/** Whether a secret is long enough to be looked for elsewhere. */
export function isEchoed(secret: string): boolean {
  return secret.length >= MIN_ECHO_LENGTH;
}
