import { expect, test } from 'vitest';
import { faultsOf } from './faults-of.test.support.ts';

type Case = readonly [title: string, line: number, text: string, faults: readonly string[]];

// the text stands for one line of a good file; line 0: for all of it
const CASES: readonly Case[] = [
  [
    'an unquoted factor',
    7,
    '    size: { signal: 1 }',
    ['7:21  routes.demo.size.signal  found 1, expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'a fraction without quotes',
    7,
    '    size: { quantity: 0.01 }',
    ['7:23  routes.demo.size.quantity  found 0.01, expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'a word as size',
    7,
    '    size: { signal: "abc" }',
    ['7:21  routes.demo.size.signal  found "abc", expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'a size of zero',
    7,
    '    size: { notional: "0" }',
    ['7:23  routes.demo.size.notional  found "0", expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'a size in exponent form',
    7,
    '    size: { notional: "1e3" }',
    ['7:23  routes.demo.size.notional  found "1e3", expected a decimal in quotes above 0, e.g. "1"'],
  ],
  [
    'a negative percentage',
    7,
    '    size: { equityPercentNotional: "-5" }',
    [
      '7:36  routes.demo.size.equityPercentNotional  found "-5", expected a percentage in quotes without a sign, above 0, e.g. "5"',
    ],
  ],
  [
    'two kinds of size',
    7,
    '    size: { signal: "1", margin: "50" }',
    [
      '7:11  routes.demo.size  found a mapping, expected exactly one of: signal, quantity, notional, margin, equityPercentNotional, equityPercentMargin, riskPercent',
    ],
  ],
  [
    'no kind of size',
    7,
    '    size: {}',
    [
      '7:11  routes.demo.size  found a mapping, expected exactly one of: signal, quantity, notional, margin, equityPercentNotional, equityPercentMargin, riskPercent',
    ],
  ],
  [
    'an unknown kind of size',
    7,
    '    size: { notionel: "500" }',
    ['7:13  routes.demo.size.notionel  found the unknown key "notionel", expected notional, which is near it'],
  ],
  [
    'a size by risk without a stop',
    7,
    '    size: { riskPercent: "1" }',
    [
      '7:13  routes.demo.size.riskPercent  found a size by risk without a stop, expected protect.stopLoss on this route',
    ],
  ],
  [
    'the name of what people trade',
    3,
    '  operator:',
    ['3:3  routes.operator  found "operator", expected another name: what people trade in the chat is named so'],
  ],
  [
    'a missing size',
    7,
    '    relay: [desk]',
    [
      '3:3  routes.demo.size  found nothing, expected a mapping: exactly one of: signal, quantity, notional, margin, equityPercentNotional, equityPercentMargin, riskPercent',
    ],
  ],
  [
    'a key nearly right',
    7,
    `    size: { signal: "1" }\n    simbols: [ETHUSDT]`,
    ['8:5  routes.demo.simbols  found the unknown key "simbols", expected symbols, which is near it'],
  ],
  [
    'an id of its own where alerts have none',
    7,
    `    size: { signal: "1" }\n    perFireId: true\n    mode: direction\n    dialect: okx`,
    [
      '8:16  routes.demo.perFireId  found true with dialect okx, mode direction, expected dialect native or kv, and a mode that trades',
    ],
  ],
  [
    'silence of two kinds',
    8,
    '    silence: { after: 2h, bars: 3 }',
    ['8:14  routes.demo.silence  found a mapping, expected exactly one of: after, bars'],
  ],
  [
    'a key of nobody',
    7,
    `    size: { signal: "1" }\n    colour: red`,
    [
      '8:5  routes.demo.colour  found the unknown key "colour", expected one of: token, secret, allowFrom, dialect, mode, execute, askExits, dryRun, brokers, symbols, spotTickerMeansPerp, netting, onGap, onDrift, firstSight, reorderWindow, overrides, allowNoTime, perFireId, entry, size, protect, limits, silence, relay',
    ],
  ],
  [
    'an unknown block',
    8,
    'telegrm: { loopback: true }',
    ['8:1  telegrm  found the unknown key "telegrm", expected telegram, which is near it'],
  ],
  [
    'an unknown broker',
    5,
    '    brokers: [main]',
    ['5:15  routes.demo.brokers[0]  found "main", expected an enabled broker of this file: paper'],
  ],
  [
    'a broker that is not enabled',
    5,
    '    brokers: [{ name: spare, factor: "2" }]',
    [
      '5:23  routes.demo.brokers[0].name  found "spare", which is not enabled, expected an enabled broker of this file: paper',
    ],
  ],
  [
    'a broker twice',
    5,
    '    brokers: [paper, { name: paper }]',
    ['5:30  routes.demo.brokers[1].name  found "paper" a second time, expected each broker once'],
  ],
  [
    'a factor without quotes',
    5,
    '    brokers: [{ name: paper, factor: 2 }]',
    ['5:38  routes.demo.brokers[0].factor  found 2, expected a decimal in quotes above 0, e.g. "1"'],
  ],
  ['no brokers', 5, '    brokers: []', ['5:14  routes.demo.brokers  found a list, expected at least one broker']],
  [
    'a broker that is no list',
    5,
    '    brokers: paper',
    ['5:14  routes.demo.brokers  found "paper", expected a list: names of brokers'],
  ],
  [
    'a lower-case instrument',
    6,
    '    symbols: [BTCUSDT, ethusdt]',
    ['6:24  routes.demo.symbols[1]  found "ethusdt", expected an instrument in capitals, e.g. BTCUSDT'],
  ],
  [
    'an instrument twice',
    6,
    '    symbols: [BTCUSDT, BTCUSDT]',
    ['6:24  routes.demo.symbols[1]  found "BTCUSDT" a second time, expected each instrument once'],
  ],
  [
    'an unknown mode',
    7,
    `    size: { signal: "1" }\n    mode: chains`,
    ['8:11  routes.demo.mode  found "chains", expected one of: chain, target, direction, order, command, notify'],
  ],
  [
    'an override that is none',
    7,
    `    size: { signal: "1" }\n    mode: direction\n    overrides: [size, stops]`,
    ['9:23  routes.demo.overrides[1]  found "stops", expected one of: leverage, size, type, protect'],
  ],
  [
    'a dialect without the mode’s fields',
    7,
    `    size: { signal: "1" }\n    dialect: okx`,
    [
      '8:14  routes.demo.dialect  found mode chain, the default, with dialect okx, expected mode direction, command, notify',
    ],
  ],
  [
    'a mode that the dialect has no fields for',
    7,
    `    size: { signal: "1" }\n    dialect: traderspost\n    mode: target`,
    ['9:11  routes.demo.mode  found mode target with dialect traderspost, expected mode direction, command, notify'],
  ],
  [
    'a word for a flag',
    7,
    `    size: { signal: "1" }\n    allowNoTime: yes`,
    ['8:18  routes.demo.allowNoTime  found "yes", expected true or false'],
  ],
  [
    'a duration without a unit',
    7,
    `    size: { signal: "1" }\n    limits: { maxAge: 120 }`,
    ['8:23  routes.demo.limits.maxAge  found 120, expected a duration such as 500ms, 120s, 5m or 2h'],
  ],
  [
    'a price guard without its sign',
    7,
    `    size: { signal: "1" }\n    limits: { priceGuard: "1" }`,
    ['8:27  routes.demo.limits.priceGuard  found "1", expected a percentage in quotes with its sign, e.g. "1%"'],
  ],
  [
    'hours in a zone that is none',
    7,
    `    size: { signal: "1" }\n    limits:\n      hours: { from: "08:00", to: "20:00", timeZone: Mars/Base }`,
    ['9:54  routes.demo.limits.hours.timeZone  found "Mars/Base", expected a time zone, e.g. Europe/Berlin'],
  ],
  [
    'a target by both',
    7,
    `    size: { signal: "1" }\n    protect: { takeProfits: [{ percent: "2", price: "70000" }] }`,
    ['8:30  routes.demo.protect.takeProfits[0]  found a mapping, expected exactly one of: percent, price'],
  ],
  [
    'targets that leave nothing to the last',
    7,
    `    size: { signal: "1" }\n    protect: { takeProfits: [{ percent: "2", share: "60%" }, { percent: "3", share: "40%" }, { percent: "4" }] }`,
    [
      '8:29  routes.demo.protect.takeProfits  found shares of 100% before the last target, expected less than 100%: the last target takes the rest',
    ],
  ],
  [
    'a stop from the alert that is not',
    7,
    `    size: { signal: "1" }\n    protect: { stopLoss: { fromAlert: false } }`,
    ['8:39  routes.demo.protect.stopLoss.fromAlert  found false, expected true, or leave it out'],
  ],
  [
    'a stop without anything',
    7,
    `    size: { signal: "1" }\n    protect: { stopLoss: { trigger: last } }`,
    ['8:26  routes.demo.protect.stopLoss  found a mapping, expected exactly one of: percent, price, fromAlert'],
  ],
  [
    'an unknown chat',
    7,
    `    size: { signal: "1" }\n    relay: [dsk]`,
    ['8:13  routes.demo.relay[0]  found "dsk", expected a chat of telegram.chats: desk'],
  ],
  [
    'a missing variable',
    4,
    '    token: { env: NOT_THERE }',
    ['4:19  routes.demo.token.env  found no environment variable NOT_THERE, expected it to be set'],
  ],
  [
    'a missing file',
    4,
    '    token: { file: nowhere.txt }',
    ['4:20  routes.demo.token.file  found a file that cannot be read, expected a readable one'],
  ],
  [
    'a short token',
    4,
    '    token: short',
    ['4:12  routes.demo.token  found a value of another form, expected 16 to 128 letters, digits or . _ ~ -'],
  ],
  [
    'three tokens',
    4,
    '    token: [{ env: TOKEN }, { env: TOKEN_2 }, { env: TOKEN_3 }]',
    ['4:12  routes.demo.token  found a list, expected one token, or a list of the new and the old one'],
  ],
  [
    'a token twice',
    4,
    '    token: [{ env: TOKEN }, { env: TOKEN }]',
    ['4:29  routes.demo.token[1]  found a token that stands here already, expected one of its own'],
  ],
  [
    'a token from two places',
    4,
    '    token: { env: TOKEN, file: token.txt }',
    ['4:12  routes.demo.token  found a mapping, expected exactly one of env and file'],
  ],
  [
    'a token with a wrong key',
    4,
    '    token: { enf: TOKEN }',
    ['4:14  routes.demo.token.enf  found the unknown key "enf", expected env, which is near it'],
  ],
  [
    'a number as token',
    4,
    '    token: 1234567890123456',
    ['4:12  routes.demo.token  found a value, expected one token, or a list of the new and the old one'],
  ],
];

test.each(CASES)('refuses: %s', async (_title, line, text, faults) => {
  expect(await faultsOf(line, text)).toEqual(faults);
});
