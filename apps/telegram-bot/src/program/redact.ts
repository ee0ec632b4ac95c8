const BOT_TOKEN = /\d{5,}:[A-Za-z0-9_-]{30,}/g;
const HOOK_PATH = /(\/hooks\/)[^\s"'?#/\\]+/g;
const MASK = '[secret]';

/** A function that blanks these secrets, and whatever looks like a bot token or a hook's path, in any text. */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const known = secrets
    .filter((secret) => secret.length >= 6)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)])
    .filter((form, index, forms) => forms.indexOf(form) === index)
    .toSorted((a, b) => b.length - a.length);
  return (text) => {
    let clean = text.replace(BOT_TOKEN, MASK).replace(HOOK_PATH, `$1${MASK}`);
    for (const secret of known) clean = clean.replaceAll(secret, MASK);
    return clean;
  };
}
