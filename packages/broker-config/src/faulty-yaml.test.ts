import { expect, test } from 'vitest';
import { faultsOf } from './faults-of.test.support.ts';

type Case = readonly [title: string, line: number, text: string, faults: readonly string[]];

// the text stands for one line of a good file; line 0: for all of it
const CASES: readonly Case[] = [
  ['a tab', 7, `\tsize: { signal: "1" }`, ['7:1  found a tab, expected spaces for indentation']],
  [
    'a duplicate key',
    7,
    `    size: { signal: "1" }\n    size: { signal: "2" }`,
    ['8:5  routes.demo.size  found "size" a second time, expected each key once'],
  ],
  ['an alias', 5, '    brokers: *all', ['5:14  routes.demo.brokers  found an alias, expected the value itself']],
  ['an anchor', 5, '    brokers: &all [paper]', ['5:19  routes.demo.brokers  found an anchor, expected no anchors']],
  ['an unknown tag', 5, '    brokers: !list [paper]', ['5:14  found an unknown tag, expected no tags']],
  ['a known tag', 7, '    size: { signal: !!str 1 }', ['7:27  routes.demo.size.signal  found a tag, expected no tags']],
  [
    'a forbidden key',
    7,
    `    size: { signal: "1" }\n    __proto__: { dryRun: true }`,
    ['8:5  routes.demo  found "__proto__", expected another key'],
  ],
  [
    'a variable without quotes inside braces',
    9,
    'server: { host: 127.0.0.1, port: ${KEY}, metrics: true }',
    [
      '9:34  found "${" without quotes inside brackets, expected it in quotes, or for a number the key on a line of its own',
    ],
  ],
  [
    'a variable without quotes in a list',
    6,
    '    symbols: [${KEY}, BTCUSDT]',
    [
      '6:15  found "${" without quotes inside brackets, expected it in quotes, or for a number the key on a line of its own',
    ],
  ],
  [
    'an open bracket',
    5,
    '    brokers: [paper',
    ['6:5  found an indentation or bracket that does not fit, expected equal indentation and closed brackets'],
  ],
  [
    'an open quote',
    8,
    'journal: { url: "sqlite:x',
    ['8:26  found no end, expected a closing quote or bracket, or a missing colon or comma'],
  ],
  [
    'a second colon',
    5,
    '    brokers: a: b',
    ['5:14  found a second "key:" on the line, expected one per line, or the value in quotes'],
  ],
  ['two documents', 8, `---\nserver: {}`, ['8:1  found a second document, expected one per file']],
  ['a directive', 1, `%YAML 1.3\n---\nbrokers: { paper: {} }`, ['1:7  found a directive, expected none']],
  [
    'a list for a file',
    0,
    `- brokers\n- routes`,
    ['1:1  found a list, expected a mapping: brokers, routes, telegram, server, journal'],
  ],
  ['an empty file', 0, '', ['1:1  found nothing, expected a mapping: brokers, routes, telegram, server, journal']],
  [
    'a comment alone',
    0,
    `# nothing\n`,
    ['1:1  found nothing, expected a mapping: brokers, routes, telegram, server, journal'],
  ],
  ['deep brackets', 0, `brokers: ${'['.repeat(40)}`, ['1:34  found deep nesting, expected at most 24 levels']],
  ['deep dashes', 0, `brokers:\n  ${'- '.repeat(40)}x`, ['2:51  found deep nesting, expected at most 24 levels']],
  ['no brokers block', 0, 'routes: {}', ['1:1  brokers  found nothing, expected a mapping: a name and a broker']],
];

test.each(CASES)('refuses: %s', async (_title, line, text, faults) => {
  expect(await faultsOf(line, text)).toEqual(faults);
});
