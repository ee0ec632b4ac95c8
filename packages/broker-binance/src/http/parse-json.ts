/** Longer runs of digits than a double keeps exactly. */
const LONG_RUN = /\d{16,}/g;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;
const NAME_LETTER = /^\w$/;
/** What makes a run of digits a part of a number that is no integer: a point before or after it, an exponent. */
const FRACTION_BEFORE = '.';
const FRACTION_AFTER = '.eE';

/**
 * The JSON value of a text; integers of 16 digits and more are text, since ids of the exchange are longer than a double
 * is exact.
 *
 * @throws {SyntaxError} where the text is no JSON.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(quoteLongIntegers(text));
}

/** Hot: every order has such an id. Quotes are counted only as far as the last long run that follows no name. */
function quoteLongIntegers(text: string): string {
  let quoted = '';
  let takenTo = 0;
  let quoteAt = text.indexOf('"');
  let isInString = false;
  LONG_RUN.lastIndex = 0;
  for (let run = LONG_RUN.exec(text); run !== null; run = LONG_RUN.exec(text)) {
    const begin = text.charCodeAt(run.index - 1) === MINUS ? run.index - 1 : run.index;
    const isNamed = followsName(text, begin);
    for (; !isNamed && quoteAt !== -1 && quoteAt < run.index; quoteAt = text.indexOf('"', quoteAt + 1)) {
      if (!isInString || !isEscaped(text, quoteAt)) isInString = !isInString;
    }
    const end = LONG_RUN.lastIndex;
    const isInteger =
      text.charAt(run.index - 1) !== FRACTION_BEFORE &&
      !(end < text.length && FRACTION_AFTER.includes(text.charAt(end)));
    if (!isInteger || (isInString && !isNamed)) continue;
    quoted += `${text.slice(takenTo, begin)}"${text.slice(begin, end)}"`;
    takenTo = end;
  }
  return takenTo === 0 ? text : quoted + text.slice(takenTo);
}

/** `name":`, which is no part of a text: the quote is not escaped, and one that opens a text follows no letter. */
function followsName(text: string, at: number): boolean {
  return text.charAt(at - 1) === ':' && text.charAt(at - 2) === '"' && NAME_LETTER.test(text.charAt(at - 3));
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}
