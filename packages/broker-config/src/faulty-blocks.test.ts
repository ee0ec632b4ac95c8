import { expect, test } from 'vitest';
import { faultsOf } from './faults-of.test.support.ts';

type Case = readonly [title: string, line: number, text: string, faults: readonly string[]];

// the text stands for one line of a good file; line 0: for all of it
const CASES: readonly Case[] = [
  [
    'an unquoted user id',
    8,
    'telegram: { loopback: true, users: { 111: owner } }',
    ['8:38  telegram.users  found 111, expected the key in quotes'],
  ],
  [
    'a user name',
    8,
    'telegram: { loopback: true, users: { "@anna": owner } }',
    ['8:38  telegram.users."@anna"  found "@anna", expected a Telegram user id in quotes, e.g. "123456789"'],
  ],
  [
    'an unknown role',
    8,
    'telegram: { loopback: true, users: { "111": admin } }',
    ['8:45  telegram.users.111  found "admin", expected owner, trader, viewer, or { role, brokers }'],
  ],
  [
    'a role in full, misspelt',
    8,
    'telegram: { loopback: true, users: { "111": { role: trader, broker: [paper] } } }',
    ['8:61  telegram.users.111.broker  found the unknown key "broker", expected brokers, which is near it'],
  ],
  [
    'a user of an unknown broker',
    8,
    'telegram: { loopback: true, users: { "111": { role: trader, brokers: [main] } } }',
    ['8:71  telegram.users.111.brokers[0]  found "main", expected a broker of this file: paper, spare'],
  ],
  [
    'a code from somebody who has nothing to make it with',
    8,
    'telegram: { loopback: true, users: { "111": owner, "222": viewer }, approval: { code: { owner: "0" } } }',
    ['8:45  telegram.users.111  found "owner", expected a totp in it, for telegram.approval.code.owner asks for codes'],
  ],
  [
    'a secret of codes that is not Base32',
    8,
    'telegram: { loopback: true, users: { "111": { role: owner, totp: { env: KEY } } } }',
    [
      '8:66  telegram.users.111.totp  found a value of another form, expected at least 26 letters A to Z and digits 2 to 7 (Base32), as perpdesk totp prints them',
    ],
  ],
  [
    'a code from viewers, who add no risk',
    8,
    'telegram: { loopback: true, approval: { code: { viewer: "0" } } }',
    ['8:49  telegram.approval.code.viewer  found the unknown key "viewer", expected one of: owner, trader'],
  ],
  [
    'a second person asked in a chat that is not there',
    8,
    'telegram: { loopback: true, approval: { secondPerson: { trader: "500" }, chat: desk } }',
    ['8:80  telegram.approval.chat  found "desk", expected a chat of this file: '],
  ],
  [
    'an unquoted chat id',
    8,
    'telegram: { loopback: true, chats: { desk: { id: -1001234567890123456789 } } }',
    [
      '8:50  telegram.chats.desk.id  found -1001234567890123456789, expected a Telegram chat id in quotes, e.g. "-1001234567890"',
    ],
  ],
  [
    'a language that the desk does not speak',
    8,
    'telegram: { loopback: true, language: fr }',
    ['8:39  telegram.language  found "fr", expected one of: en, de'],
  ],
  [
    'a chat’s time zone that is none',
    8,
    'telegram: { loopback: true, chats: { desk: { id: "1", timeZone: Mars/Base } } }',
    ['8:65  telegram.chats.desk.timeZone  found "Mars/Base", expected a time zone, e.g. Europe/Berlin'],
  ],
  [
    'a notification that does not exist',
    8,
    'telegram: { loopback: true, chats: { desk: { id: "1", notify: { order.fillled: loud, signal: silent } } } }',
    [
      '8:65  telegram.chats.desk.notify."order.fillled"  found the unknown key "order.fillled", expected order.filled, which is near it',
    ],
  ],
  [
    'a loudness that does not exist',
    8,
    'telegram: { loopback: true, chats: { desk: { id: "1", notify: { all: quiet } } } }',
    ['8:70  telegram.chats.desk.notify.all  found "quiet", expected one of: loud, silent, off'],
  ],
  [
    'no bot token',
    8,
    'telegram: { users: { "1": owner } }',
    ['8:1  telegram.token  found nothing, expected a token, or loopback: true'],
  ],
  [
    'a foreign bot server',
    8,
    'telegram: { token: { env: BOT }, apiRoot: "https://bots.example" }',
    [
      '8:43  telegram.apiRoot  found "https://bots.example", expected https://api.telegram.org, a loopback address, or unsafeEndpoints: true beside it',
    ],
  ],
  [
    'Telegram without TLS',
    8,
    'telegram: { token: { env: BOT }, apiRoot: "http://api.telegram.org" }',
    [
      '8:43  telegram.apiRoot  found "http://api.telegram.org", expected https://api.telegram.org, a loopback address, or unsafeEndpoints: true beside it',
    ],
  ],
  [
    'a webhook without its address',
    8,
    'telegram: { token: { env: BOT }, mode: webhook }',
    ['8:1  telegram.webhook  found nothing, expected its url: where Telegram reaches this desk'],
  ],
  [
    'a webhook that Telegram does not post to',
    8,
    'telegram: { token: { env: BOT }, mode: webhook, webhook: { url: "http://desk.example:8080/updates" } }',
    [
      '8:65  telegram.webhook.url  found "http://desk.example:8080/updates", expected https on port 443, 80, 88 or 8443: Telegram posts nowhere else',
    ],
  ],
  [
    'a webhook of the chat page',
    8,
    'telegram: { loopback: true, mode: webhook, webhook: { url: "https://desk.example/updates" } }',
    ['8:35  telegram.mode  found "webhook", expected polling, with loopback: true'],
  ],
  [
    'a webhook at the alerts’ door',
    8,
    'telegram: { token: { env: BOT }, mode: webhook, webhook: { url: "https://desk.example/hooks/chat" } }',
    [
      '8:65  telegram.webhook.url  found "https://desk.example/hooks/chat", expected a path that is not the alerts’ or the probes’',
    ],
  ],
  [
    'a summary at no time',
    8,
    'telegram: { loopback: true, chats: { desk: { id: "111", summaryAt: "8 am" } } }',
    ['8:68  telegram.chats.desk.summaryAt  found "8 am", expected a time in quotes, e.g. "08:00"'],
  ],
  [
    'a port out of range',
    8,
    'server: { port: 70000 }',
    ['8:17  server.port  found 70000, expected a whole number from 0 to 65535, without quotes'],
  ],
  [
    'a port in quotes',
    8,
    'server: { port: "8080" }',
    ['8:17  server.port  found "8080", expected a whole number from 0 to 65535, without quotes'],
  ],
  [
    'proxies by name',
    8,
    'server: { trustedProxies: ["10.0.0.0/8", proxy.example] }',
    [
      '8:42  server.trustedProxies[1]  found "proxy.example", expected an address or an address range, e.g. "203.0.113.7" or "10.0.0.0/8"',
    ],
  ],
  [
    'a PostgreSQL that is nowhere',
    8,
    'journal: { url: "postgres://me:pw@local host/desk" }',
    ['8:17  journal.url  found a value, expected "sqlite:FILE" or "postgres://USER@HOST/DATABASE"'],
  ],
  [
    'another database',
    8,
    'journal: { url: "mysql://localhost/desk" }',
    ['8:17  journal.url  found "mysql://localhost/desk", expected "sqlite:FILE" or "postgres://USER@HOST/DATABASE"'],
  ],
  [
    'a short retention',
    8,
    'journal: { retention: 29d }',
    [
      '8:23  journal.retention  found "29d", expected 30 days or more, such as 90d: an alert that comes again is known for that long',
    ],
  ],
  [
    'a long lease',
    8,
    'journal: { leaseTtl: 2m }',
    ['8:22  journal.leaseTtl  found "2m", expected a duration from 5s to 60s, such as 10s'],
  ],
  [
    'a broker without a factory',
    1,
    'brokers: { paper: {}, binance: { environment: live } }',
    ['1:23  brokers.binance.type  found none, and the name "binance" is no type, expected a known type: paper'],
  ],
  [
    'keys on paper',
    1,
    'brokers: { paper: { credentials: { apiKey: { env: TOKEN } } } }',
    ['1:21  brokers.paper.credentials  found credentials on a broker of type paper, expected it left out'],
  ],
  [
    'an environment on paper',
    1,
    'brokers: { paper: { environment: demo } }',
    ['1:21  brokers.paper.environment  found environment on a broker of type paper, expected it left out'],
  ],
  [
    'a balance without quotes',
    1,
    'brokers: { paper: { settings: { balances: { USDT: 10000 } } } }',
    ['1:51  brokers.paper.settings.balances.USDT  found 10000, expected a decimal in quotes, 0 or more, e.g. "0.5"'],
  ],
  [
    'a chat without a word in it',
    8,
    'telegram:',
    [
      '8:1  telegram  found nothing, expected a mapping: token or loopback, users and chats',
      '8:1  telegram.token  found nothing, expected a token, or loopback: true',
    ],
  ],
  [
    'leverage in quotes',
    1,
    'brokers: { paper: { settings: { leverage: "10" } } }',
    ['1:43  brokers.paper.settings.leverage  found "10", expected a whole number from 1 to 200, without quotes'],
  ],
  [
    'a margin type of nobody',
    1,
    'brokers: { paper: { settings: { symbols: { BTCUSDT: { marginType: crossed } } } } }',
    ['1:67  brokers.paper.settings.symbols.BTCUSDT.marginType  found "crossed", expected one of: cross, isolated'],
  ],
  [
    'limits of a broker',
    1,
    'brokers: { paper: { limits: { maxNotional: 1 } } }',
    ['1:44  brokers.paper.limits.maxNotional  found 1, expected a decimal in quotes above 0, e.g. "1"'],
  ],
  ['no brokers at all', 1, 'brokers: {}', ['1:10  brokers  found a mapping, expected at least one broker']],
  [
    'a list of brokers',
    1,
    'brokers: [paper]',
    ['1:10  brokers  found a list, expected a mapping: a name and a broker'],
  ],
  [
    'a name with blanks',
    1,
    'brokers: { paper: {}, "my broker": { type: paper } }',
    ['1:23  brokers."my broker"  found "my broker", expected a name: a letter, then up to 39 letters, digits, - or _'],
  ],
  ['an empty broker', 1, 'brokers: { paper: }', ['1:12  brokers.paper  found nothing, expected a mapping: a broker']],
  [
    'two routes for one instrument',
    8,
    '  other: { token: { env: TOKEN_2 }, brokers: [paper], symbols: [ETHUSDT, BTCUSDT], size: { signal: "1" } }',
    [
      '8:74  routes.other.symbols[1]  found "BTCUSDT" on broker paper, which route demo trades, expected one route per broker and instrument, or netting: ledger on both',
    ],
  ],
  [
    'two routes for one instrument, of which one shares it',
    8,
    '  other: { token: { env: TOKEN_2 }, brokers: [paper], symbols: [BTCUSDT], netting: ledger, size: { signal: "1" } }',
    [
      '8:65  routes.other.symbols[0]  found "BTCUSDT" on broker paper, which route demo trades, expected one route per broker and instrument, or netting: ledger on both',
    ],
  ],
  [
    'drift that is brought back without a cap',
    8,
    '  other: { token: { env: TOKEN_2 }, brokers: [paper], symbols: [ETHUSDT], onDrift: absolute, size: { signal: "1" } }',
    [
      '8:75  routes.other.onDrift  found absolute without a cap, expected limits.maxNotional on this route, the most that is closed',
    ],
  ],
  [
    'two routes with one token',
    8,
    '  other: { token: { env: TOKEN }, brokers: [paper], symbols: [ETHUSDT], size: { signal: "1" } }',
    ['8:19  routes.other.token  found a token that stands here already, expected one of its own'],
  ],
];

test.each(CASES)('refuses: %s', async (_title, line, text, faults) => {
  expect(await faultsOf(line, text)).toEqual(faults);
});
