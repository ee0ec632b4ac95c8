const bomb = [
  'a: &a [x, x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
    (name, index) => `${name}: &${name} [${`*${'abcdefg'[index]}, `.repeat(9)}*${'abcdefg'[index]}]`,
  ),
].join('\n');

/**
 * What stands for one line of the good file (1-based; 0: for all of it), or `local`: in the overlay beside it; and the first
 * three faults: file, line, column, path, what was found, what is expected.
 */
export type Broken = readonly [title: string, at: number | 'local', text: string, faults: readonly string[]];

export const BROKEN: readonly Broken[] = [
  [
    'a tab for indentation',
    7,
    '\tsize: { signal: "1" }',
    ['perpdesk.yaml:7:1  found a tab, expected spaces for indentation'],
  ],
  [
    'a tab deeper in',
    9,
    'server:\n  host: 127.0.0.1\n\tport: 80',
    ['perpdesk.yaml:11:1  found a tab, expected spaces for indentation'],
  ],
  [
    'a duplicate key in a block',
    7,
    '    size: { signal: "1" }\n    size: { signal: "2" }',
    ['perpdesk.yaml:8:5  routes.demo.size  found "size" a second time, expected each key once'],
  ],
  [
    'a duplicate key in brackets',
    9,
    'server: { port: 80, host: 127.0.0.1, port: 81 }',
    ['perpdesk.yaml:9:38  server.port  found "port" a second time, expected each key once'],
  ],
  [
    'a duplicate block',
    9,
    'brokers: { other: { type: paper } }',
    ['perpdesk.yaml:9:1  brokers  found "brokers" a second time, expected each key once'],
  ],
  [
    'a duplicate key of another spelling',
    9,
    'server: { port: 80, "port": 81 }',
    ['perpdesk.yaml:9:21  server.port  found "port" a second time, expected each key once'],
  ],
  [
    'an alias bomb',
    0,
    bomb,
    [
      'perpdesk.yaml:1:7  a  found an anchor, expected no anchors',
      'perpdesk.yaml:2:7  b  found an anchor, expected no anchors',
      'perpdesk.yaml:2:8  b[0]  found an alias, expected the value itself',
    ],
  ],
  [
    'one alias',
    9,
    'server: { host: *here }',
    ['perpdesk.yaml:9:17  server.host  found an alias, expected the value itself'],
  ],
  [
    'an anchor',
    5,
    '    brokers: &all [paper]',
    ['perpdesk.yaml:5:19  routes.demo.brokers  found an anchor, expected no anchors'],
  ],
  [
    'a merge key',
    9,
    'server:\n  <<: { port: 80 }',
    [
      'perpdesk.yaml:10:3  server."<<"  found the unknown key "<<", expected one of: host, port, trustedProxies, metrics',
    ],
  ],
  ['a tag', 9, 'server: { port: !!int "80" }', ['perpdesk.yaml:9:23  server.port  found a tag, expected no tags']],
  ['a tag of its own', 9, 'server: !js { port: 80 }', ['perpdesk.yaml:9:9  found an unknown tag, expected no tags']],
  [
    '__proto__',
    9,
    'server: { __proto__: { port: 80 } }',
    ['perpdesk.yaml:9:11  server  found "__proto__", expected another key'],
  ],
  [
    'constructor',
    9,
    'constructor: { prototype: { metrics: false } }',
    ['perpdesk.yaml:9:1  found "constructor", expected another key'],
  ],
  [
    'prototype',
    9,
    'server: { "prototype": 1 }',
    ['perpdesk.yaml:9:11  server  found "prototype", expected another key'],
  ],
  ['a key that is a number', 9, '7: { port: 80 }', ['perpdesk.yaml:9:1  found 7, expected the key in quotes']],
  [
    'a key that is a list',
    9,
    '? [a, b]\n: { port: 80 }',
    ['perpdesk.yaml:9:3  found something else, expected a text as key'],
  ],
  [
    'an open bracket',
    5,
    '    brokers: [paper',
    [
      'perpdesk.yaml:6:5  found an indentation or bracket that does not fit, expected equal indentation and closed brackets',
    ],
  ],
  [
    'an open quote',
    9,
    'server: { host: "127.0.0.1 }',
    ['perpdesk.yaml:9:29  found no end, expected a closing quote or bracket, or a missing colon or comma'],
  ],
  ['two documents', 9, '---\nserver: {}', ['perpdesk.yaml:9:1  found a second document, expected one per file']],
  [
    'a directive',
    1,
    '%YAML 1.1\n---\nbrokers: { paper: {} }',
    ['perpdesk.yaml:1:1  found a directive, expected none: it is YAML 1.2'],
  ],
  [
    'a list for a file',
    0,
    '- brokers',
    ['perpdesk.yaml:1:1  found a list, expected a mapping: brokers, routes, telegram, server, journal'],
  ],
  [
    'nothing',
    0,
    '',
    ['perpdesk.yaml:1:1  found nothing, expected a mapping: brokers, routes, telegram, server, journal'],
  ],
  [
    'too deep',
    0,
    `brokers: ${'{ a: '.repeat(30)}`,
    ['perpdesk.yaml:1:130  found deep nesting, expected at most 24 levels'],
  ],
  ['too long', 0, `# ${'x'.repeat(262_144)}`, ['perpdesk.yaml:1:1  found more than 256 kB, expected a smaller file']],
  [
    'octal of old',
    9,
    'server: { port: 0o120 }',
    [
      'perpdesk.yaml:9:17  server.port  found 0o120, a number in another base than ten, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'a zero before',
    9,
    'server: { port: 0080 }',
    [
      'perpdesk.yaml:9:17  server.port  found 0080, a number with a zero before it, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'hexadecimal',
    9,
    'server: { port: 0x50 }',
    [
      'perpdesk.yaml:9:17  server.port  found 0x50, a number in another base than ten, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'an exponent',
    9,
    'server: { port: 1e3 }',
    [
      'perpdesk.yaml:9:17  server.port  found 1e3, a number with an exponent, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'an exponent for money',
    7,
    '    size: { notional: "1e3" }',
    ['perpdesk.yaml:7:23  routes.demo.size.notional  found "1e3", expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'an underscore',
    9,
    'server: { port: 8_080 }',
    ['perpdesk.yaml:9:17  server.port  found "8_080", expected a whole number from 0 to 65535, without quotes'],
  ],
  [
    'a plus',
    9,
    'server: { port: +80 }',
    [
      'perpdesk.yaml:9:17  server.port  found +80, a number with a plus before it, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'a fraction',
    9,
    'server: { port: 80.5 }',
    ['perpdesk.yaml:9:17  server.port  found 80.5, expected a whole number from 0 to 65535, without quotes'],
  ],
  [
    'infinity',
    9,
    'server: { port: .inf }',
    [
      'perpdesk.yaml:9:17  server.port  found .inf, no number that can be meant, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'no number',
    7,
    '    size: { signal: .nan }',
    [
      'perpdesk.yaml:7:21  routes.demo.size.signal  found .nan, no number that can be meant, expected a decimal in quotes above 0, e.g. "1"',
    ],
  ],
  [
    'money without quotes',
    7,
    '    size: { notional: 500 }',
    ['perpdesk.yaml:7:23  routes.demo.size.notional  found 500, expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'money below nothing',
    7,
    '    size: { notional: "-5" }',
    ['perpdesk.yaml:7:23  routes.demo.size.notional  found "-5", expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'money with a comma',
    7,
    '    size: { notional: "1,5" }',
    ['perpdesk.yaml:7:23  routes.demo.size.notional  found "1,5", expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'a number in quotes',
    9,
    'server: { port: "80" }',
    ['perpdesk.yaml:9:17  server.port  found "80", expected a whole number from 0 to 65535, without quotes'],
  ],
  [
    'a percentage with its sign',
    7,
    '    size: { riskPercent: "1%" }',
    [
      'perpdesk.yaml:7:26  routes.demo.size.riskPercent  found "1%", expected a percentage in quotes without a sign, above 0 and at most 100, e.g. "1.5"',
    ],
  ],
  [
    'a yes of YAML 1.1',
    9,
    'server: { metrics: yes }',
    ['perpdesk.yaml:9:20  server.metrics  found "yes", expected true or false'],
  ],
  [
    'a duration without a unit',
    7,
    '    size: { signal: "1" }\n    limits: { maxAge: 120 }',
    ['perpdesk.yaml:8:23  routes.demo.limits.maxAge  found 120, expected a duration such as 500ms, 120s, 5m or 2h'],
  ],
  [
    'a misspelt key',
    6,
    '    simbols: [BTCUSDT]',
    [
      'perpdesk.yaml:3:3  routes.demo.symbols  found nothing, expected a list: instruments',
      'perpdesk.yaml:6:5  routes.demo.simbols  found the unknown key "simbols", expected symbols, which is near it',
    ],
  ],
  [
    'a key in kebab-case',
    7,
    '    size: { signal: "1" }\n    dry-run: true',
    ['perpdesk.yaml:8:5  routes.demo.dry-run  found the unknown key "dry-run", expected dryRun, which is near it'],
  ],
  [
    'an unknown block',
    9,
    'notifications: {}',
    [
      'perpdesk.yaml:9:1  notifications  found the unknown key "notifications", expected one of: brokers, routes, telegram, server, journal',
    ],
  ],
  [
    'two sizes',
    7,
    '    size: { signal: "1", quantity: "2" }',
    [
      'perpdesk.yaml:7:11  routes.demo.size  found a mapping, expected exactly one of: signal, quantity, notional, margin, equityPercentNotional, equityPercentMargin, riskPercent',
    ],
  ],
  [
    'a broker that is not there',
    5,
    '    brokers: [papper]',
    ['perpdesk.yaml:5:15  routes.demo.brokers[0]  found "papper", expected an enabled broker of this file: paper'],
  ],
  [
    'a broker that is off',
    5,
    '    brokers: [spare]',
    [
      'perpdesk.yaml:5:15  routes.demo.brokers[0]  found "spare", which is not enabled, expected an enabled broker of this file: paper',
    ],
  ],
  [
    'a variable that is not set',
    9,
    'server: { host: "${NOT_SET}" }',
    [
      'perpdesk.yaml:9:17  server.host  found no environment variable NOT_SET, expected it to be set, or "${NAME:-…}" with what stands otherwise',
    ],
  ],
  [
    'a variable of no fit',
    9,
    'server:\n  port: ${KEY}',
    [
      'perpdesk.yaml:10:9  server.port  found a value made of the environment variable KEY, expected a whole number from 0 to 65535, without quotes',
    ],
  ],
  [
    'a reference that does not end',
    9,
    'server: { host: "${KEY" }',
    [
      'perpdesk.yaml:9:17  server.host  found "${" without its "}", expected "${NAME}" of an environment variable, or "$${" for the text itself',
    ],
  ],
  [
    'a secret of a variable that is not set',
    4,
    '    token: { env: NOT_SET }',
    ['perpdesk.yaml:4:19  routes.demo.token.env  found no environment variable NOT_SET, expected it to be set'],
  ],
  [
    'a secret in a file that is not there',
    4,
    '    token: { file: no.key }',
    ['perpdesk.yaml:4:20  routes.demo.token.file  found a file that cannot be read, expected a readable one'],
  ],
  [
    'a secret too short',
    4,
    '    token: hunter2',
    [
      'perpdesk.yaml:4:12  routes.demo.token  found a value of another form, expected 16 to 128 letters, digits or . _ ~ -',
    ],
  ],
  [
    'an overlay’s misspelt key',
    'local',
    '# mine\nroutes: { demo: { limts: {} } }',
    ['perpdesk.local.yaml:2:19  routes.demo.limts  found the unknown key "limts", expected limits, which is near it'],
  ],
  [
    'an overlay’s tab',
    'local',
    'server:\n\tport: 80',
    ['perpdesk.local.yaml:2:1  found a tab, expected spaces for indentation'],
  ],
  [
    'an overlay’s duplicate key',
    'local',
    'server: {}\nserver: {}',
    ['perpdesk.local.yaml:2:1  server  found "server" a second time, expected each key once'],
  ],
  [
    'an overlay’s value',
    'local',
    'routes:\n  demo:\n    size: { percent: "5" }',
    [
      'perpdesk.local.yaml:3:13  routes.demo.size.percent  found the unknown key "percent", expected one of: signal, quantity, notional, margin, equityPercentNotional, equityPercentMargin, riskPercent',
    ],
  ],
  [
    'an overlay’s half route',
    'local',
    'routes:\n  other: { brokers: [paper], symbols: [ETHUSDT], size: { signal: "1" } }',
    [
      'perpdesk.local.yaml:2:3  routes.other.token  found nothing, expected one token, or a list of the new and the old one',
    ],
  ],
  [
    'an overlay that takes too much away',
    'local',
    'brokers: { paper: null }',
    ['perpdesk.yaml:5:15  routes.demo.brokers[0]  found "paper", expected an enabled broker of this file: none'],
  ],
];
