/** PostgreSQL's text holds no NUL: it is kept as ESCAPE + `0`, and ESCAPE itself as ESCAPE + `1`. */
const ESCAPE = '\u001a';
const TO_KEEP = /[\u0000\u001a]/g;
const KEPT = /\u001a([01])/g;

/** The text as PostgreSQL can hold it: the same for any text without control characters. */
export function toStoredText(text: string): string {
  return text.replace(TO_KEEP, (found) => ESCAPE + (found === ESCAPE ? '1' : '0'));
}

export function fromStoredText(text: string): string {
  return text.includes(ESCAPE) ? text.replace(KEPT, (_, digit: string) => (digit === '1' ? ESCAPE : '\0')) : text;
}

/** A parameter as the driver takes it. */
export function toParameter(value: unknown): unknown {
  if (typeof value === 'string') return toStoredText(value);
  return Array.isArray(value) ? value.map(toParameter) : value;
}
