export interface ReadmeExample {
  readonly code: string;
  /** What its comments say that it prints. */
  readonly prints: readonly string[];
}

/** A README's programs, as printed, but for those that say in their first line that they are not run. */
export function examplesOf(readme: string): readonly ReadmeExample[] {
  const codes = [...readme.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
  return codes.filter((code) => !code.startsWith('// not run: ')).map((code) => ({ code, prints: printedBy(code) }));
}

/** What a README's `npm install` lines name. */
export function installedBy(readme: string): readonly string[] {
  const lines = [...readme.matchAll(/\bnpm install ([^#`\n]*)/g)];
  return lines.flatMap(([, words = '']) => words.split(/\s+/).filter((word) => word !== '' && !word.startsWith('-')));
}

/** The comment behind a `console.log`, or the comment lines below one. */
function printedBy(code: string): readonly string[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    if (!line.includes('console.log(')) return [];
    const [, behind] = /\); \/\/ (.+)$/.exec(line) ?? [];
    if (behind !== undefined) return [behind.split('; ')[0] ?? ''];
    const below = lines.slice(index + 1);
    const end = below.findIndex((next) => !next.startsWith('// '));
    return below.slice(0, end).map((next) => next.slice('// '.length));
  });
}

const IMPORT = /^import (type )?(\{[^}]*\}) from ('[^']+');.*\n/gm;

/** The same program with `require()` in place of `import`, as a CommonJS module whose types are stripped. */
export function asCommonJs(code: string): string {
  const heads = [...code.matchAll(IMPORT)].flatMap(([, isType, names = '', from = '']) => {
    if (isType !== undefined) return [`import type ${names} from ${from};`];
    const types = [...names.matchAll(/\btype (\w+)/g)].map(([, name = '']) => name);
    const values = names.replaceAll(/\btype \w+,?/g, '').replaceAll(/\b(\w+) as (\w+)\b/g, '$1: $2');
    const typed = types.length === 0 ? [] : [`import type { ${types.join(', ')} } from ${from};`];
    return [...typed, `const ${values} = require(${from});`];
  });
  return [...heads, '(async () => {', code.replaceAll(IMPORT, ''), '})();', ''].join('\n');
}
