declare global {
  interface JSON {
    /** A number that is written as this text, digit by digit (Node 21 and later). */
    rawJSON(text: string): object;
  }
}

/** A whole number of any length for an answer's body: written without quotes. */
export function rawNumber(digits: string): object {
  return JSON.rawJSON(digits);
}

/** An answer's body as JSON text. */
export function toJson(body: unknown): string {
  return JSON.stringify(body);
}
