/** More texts than the journal has; the bound only keeps surprises small. */
const MAX_NAMES = 500;

/** A name for each statement's text, so that a connection parses and plans it once; `undefined`: plan it each time. */
export function createStatementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_NAMES) return known;
    const name = `perpdesk_${names.size}`;
    names.set(text, name);
    return name;
  };
}
