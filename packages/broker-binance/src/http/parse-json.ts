/** Longer runs of digits than a double keeps exactly. */
const LONG_RUN = /\d{16}/;
/** Strings first, so that digits within them are stepped over. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * The JSON value of a text; integers of 16 digits and more are text, since ids of the exchange are longer than a double
 * is exact.
 *
 * @throws {SyntaxError} where the text is no JSON.
 */
export function parseJson(text: string): unknown {
  // first, also where it is done again: only in a whole JSON text do quotes pair
  const value: unknown = JSON.parse(text);
  if (!LONG_RUN.test(text)) return value;
  const quoted = text.replace(STRING_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token));
  return JSON.parse(quoted);
}
