import { expect, test } from 'vitest';
import { asCommonJs, examplesOf, installedBy } from './readme.ts';

test('the install lines of a README are read wherever they stand', () => {
  const readme =
    '```sh\nnpm install one @a/two   # for the example\nnpm install --save-dev three\n```\nAnd `npm install four`:\n';
  expect(installedBy(readme)).toEqual(['one', '@a/two', 'three', 'four']);
});

test('an example says what it prints behind a call or below it, up to a semicolon', () => {
  const code = 'console.log(a); // one; two when it runs again\nconsole.log(b);\n// three\n// four\nconsole.log(c);\n';
  expect(examplesOf(`text\n\`\`\`ts\n${code}\`\`\`\n\`\`\`sh\nls\n\`\`\`\n`)).toEqual([
    { code, prints: ['one', 'three', 'four'] },
  ]);
});

test('an example becomes CommonJS: imports are required, types stay types, await has a function around it', () => {
  const code = "import { a, type B, c as d } from 'x'; // why\nimport type { E } from 'y';\nawait a();\n";
  const lines = asCommonJs(code)
    .split('\n')
    .filter((line) => line !== '');
  expect(lines.map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
    "import type { B } from 'x';",
    "const { a, c: d } = require('x');",
    "import type { E } from 'y';",
    '(async () => {',
    'await a();',
    '})();',
  ]);
});
