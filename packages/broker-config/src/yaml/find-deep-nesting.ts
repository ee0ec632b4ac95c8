import { CST, Lexer } from 'yaml';

export const MAX_DEPTH = 24;

/** Offset at which brackets, or block indicators on one line, nest deeper than any configuration does; `null` where they do not. */
export function findDeepNesting(text: string): number | null {
  let brackets = 0;
  let indicators = 0;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    switch (CST.tokenType(token)) {
      case 'flow-map-start':
      case 'flow-seq-start':
        brackets += 1;
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        brackets = Math.max(0, brackets - 1);
        break;
      case 'seq-item-ind':
      case 'explicit-key-ind':
      case 'map-value-ind':
        if (brackets === 0) indicators += 1;
        break;
      case 'newline':
        indicators = 0;
        break;
      default:
        break;
    }
    if (brackets > MAX_DEPTH || indicators > MAX_DEPTH) return offset;
    // the lexer's control tokens take up no text
    if (!'\u0002\u0018\u001f'.includes(token)) offset += token.length;
  }
  return null;
}
