/** What follows a command: the account it names, and the rest in order. */
export interface Words {
  /** Named with `@`, without it; `null` when none is named. */
  readonly account: string | null;
  readonly rest: readonly string[];
}

/** Splits the text after a command. An `@` before a digit is a price unless an account has that name. */
export function parseWords(text: string, accounts: readonly string[]): Words {
  const all = text.split(/\s+/u).filter((word) => word !== '');
  const names = new Set(accounts.map((account) => account.toLowerCase()));
  const isAccount = (word: string) =>
    word.startsWith('@') && (names.has(word.slice(1).toLowerCase()) || !/^@[-+.\d]/.test(word));
  const named = all.filter(isAccount);
  const [first] = named;
  return {
    account: first === undefined ? null : first.slice(1),
    rest: all.filter((word) => word !== first),
  };
}
