/** Adds the pairs of a query string or form body that are not there yet; text that cannot be decoded stays as it is. */
export function readQuery(text: string, into: Map<string, string>): void {
  let from = 0;
  while (from < text.length) {
    const next = text.indexOf('&', from);
    const end = next === -1 ? text.length : next;
    const equals = text.indexOf('=', from);
    const hasValue = equals !== -1 && equals < end;
    const name = decode(text.slice(from, hasValue ? equals : end));
    if (name !== '' && !into.has(name)) into.set(name, hasValue ? decode(text.slice(equals + 1, end)) : '');
    from = end + 1;
  }
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** A query string or form body without its signature: what was signed. */
export function withoutSignature(text: string): string {
  const at = text.startsWith('signature=') ? 0 : text.indexOf('&signature=');
  if (at === -1) return text;
  const end = text.indexOf('&', at + 1);
  if (end === -1) return text.slice(0, at);
  return at === 0 ? text.slice(end + 1) : text.slice(0, at) + text.slice(end);
}
