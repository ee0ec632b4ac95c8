import { refuseText } from './foreign-text.ts';
import { type JsonResult, parseJson } from './parse-json.ts';

/** JSON, or why the text is none: whose command it may be, or where it breaks. */
export function openJson(text: string): JsonResult {
  return /^\s*(?:\{(?!\{)|\[)/.test(text) ? parseJson(text) : refuseText(text);
}
