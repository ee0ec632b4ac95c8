/** Something that is wrong with the text as YAML; both phrases follow "found" and "expected". */
export interface YamlProblem {
  readonly offset: number;
  readonly path: readonly (string | number)[];
  readonly found: string;
  readonly expected: string;
}

// the library's own messages may repeat what stands in the file
const TEXTS: Readonly<Record<string, readonly [found: string, expected: string]>> = {
  ALIAS_PROPS: ['an alias with a tag or anchor', 'the value itself'],
  BAD_ALIAS: ['a broken alias', 'the value itself'],
  BAD_DIRECTIVE: ['a directive', 'none'],
  BAD_DQ_ESCAPE: ['an unknown escape in double quotes', 'a valid one, or single quotes'],
  BAD_INDENT: ['an indentation or bracket that does not fit', 'equal indentation and closed brackets'],
  BAD_SCALAR_START: ['a value that starts with a reserved character', 'it in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a second "key:" on the line', 'one per line, or the value in quotes'],
  BLOCK_IN_FLOW: ['an indented block inside brackets', 'the bracketed form throughout'],
  DUPLICATE_KEY: ['a key that stands here already', 'each key once'],
  KEY_OVER_1024_CHARS: ['a key of more than 1024 characters', 'a short one'],
  MISSING_CHAR: ['no end', 'a closing quote or bracket, or a missing colon or comma'],
  MULTILINE_IMPLICIT_KEY: ['a key over several lines', 'it on one line'],
  MULTIPLE_DOCS: ['a second document', 'one per file'],
  TAB_AS_INDENT: ['a tab', 'spaces for indentation'],
  TAG_RESOLVE_FAILED: ['an unknown tag', 'no tags'],
};

/** Own words for the library's error code. */
export function describeYamlCode(code: string): Pick<YamlProblem, 'found' | 'expected'> {
  const [found, expected] = TEXTS[code] ?? ['something that is no valid YAML', 'valid YAML'];
  return { found, expected };
}
