import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { modesOf } from '../dialects/dialects.ts';
import { ROUTE_DIALECTS } from '../route.ts';
import { lintTemplate } from './lint-template.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/signals.md'), 'utf8');
const examples = page.split(/^#{2,3} /m).flatMap((section) => {
  const dialect = ROUTE_DIALECTS.find((name) => section.startsWith(`\`${name}\``));
  const blocks = [...section.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  return dialect === undefined ? [] : blocks.map((template) => ({ dialect, template }));
});

test('the page has an example of every dialect but TVCBot, whose names are native', () => {
  expect(new Set(examples.map(({ dialect }) => dialect))).toEqual(
    new Set(ROUTE_DIALECTS.filter((name) => name !== 'tvcbot')),
  );
});

test.each(examples.map(({ dialect, template }, index) => [`${dialect}, ${index}`, dialect, template] as const))(
  'the example has no fault in a mode of its dialect: %s',
  (_name, dialect, template) => {
    const modes = modesOf(dialect).filter((mode) => mode !== 'notify');
    const faults = modes.map((mode) =>
      lintTemplate(template, { dialect, mode }).filter(({ level }) => level === 'fault'),
    );
    expect(faults).toContainEqual([]);
  },
);
