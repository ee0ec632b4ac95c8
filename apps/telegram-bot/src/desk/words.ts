/** What follows a command: the account it names, and the rest in order. */
export interface Words {
  /** Named with `@`, without it; `null` when none is named. */
  readonly account: string | null;
  readonly rest: readonly string[];
}

/** Splits the text after a command. An `@` with digits only is a price unless an account has that name. */
export function parseWords(text: string, accounts: readonly string[]): Words {
  const all = text.split(/\s+/u).filter((word) => word !== '');
  const isAccount = (word: string) =>
    word.startsWith('@') && (accounts.includes(word.slice(1)) || !/^@\d+([.,]\d*)?$/.test(word));
  const named = all.filter(isAccount);
  const [first] = named;
  return {
    account: first === undefined ? null : first.slice(1),
    rest: all.filter((word) => word !== first),
  };
}
