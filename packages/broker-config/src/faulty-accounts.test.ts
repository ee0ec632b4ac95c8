import { expect, test } from 'vitest';
import { faultsOf } from './faults-of.test.support.ts';

type Case = readonly [title: string, account: string, faults: readonly string[]];

const BROKERS = { knownBrokerTypes: ['paper', 'far'], brokerHosts: { far: ['*.far.example', 'far.example'] } };
const KEYS = 'credentials: { apiKey: { env: KEY }, secretKey: { env: KEY } }';

// what stands in the block of an account `main` of type far, after `brokers: { paper: {}, main: { type: far, `
const CASES: readonly Case[] = [
  [
    'no credentials',
    'environment: live',
    [
      '1:23  brokers.main.credentials  found nothing, expected credentials: { apiKey: { env: NAME }, secretKey: { env: NAME } }, or enabled: false',
    ],
  ],
  [
    'credentials nearly right',
    'credental: { apiKey: { env: KEY } }',
    [
      '1:23  brokers.main.credentials  found nothing, expected credentials: { apiKey: { env: NAME }, secretKey: { env: NAME } }, or enabled: false',
      '1:42  brokers.main.credental  found the unknown key "credental", expected credentials, which is near it',
    ],
  ],
  [
    'credentials that are a text',
    'credentials: abc',
    ['1:55  brokers.main.credentials  found a value, expected a mapping: apiKey with secretKey or privateKey'],
  ],
  [
    'no key',
    'credentials: { secretKey: { env: KEY } }',
    ['1:42  brokers.main.credentials.apiKey  found nothing, expected { env: NAME }, { file: PATH } or the text itself'],
  ],
  [
    'a key without its secret',
    'credentials: { apiKey: { env: KEY } }',
    [
      '1:55  brokers.main.credentials  found neither secretKey nor privateKey, expected secretKey, or privateKey for an Ed25519 key, as { env: NAME } or { file: PATH }',
    ],
  ],
  [
    'a secret under a wrong name',
    'credentials: { apiKey: { env: KEY }, secretKye: { env: KEY } }',
    [
      '1:79  brokers.main.credentials.secretKye  found the unknown key "secretKye", expected secretKey, which is near it',
    ],
  ],
  [
    'two kinds of key',
    'credentials: { apiKey: { env: KEY }, secretKey: { env: KEY }, privateKey: { file: k.pem } }',
    [
      '1:104  brokers.main.credentials.privateKey  found secretKey and privateKey, expected only one of them',
      '1:124  brokers.main.credentials.privateKey.file  found a file that cannot be read, expected a readable one',
    ],
  ],
  [
    'a variable that is not set',
    'credentials: { apiKey: { env: KEY }, secretKey: { env: NOT_SET } }',
    ['1:97  brokers.main.credentials.secretKey.env  found no environment variable NOT_SET, expected it to be set'],
  ],
  [
    'a key with blanks in it',
    'credentials: { apiKey: { env: BAD_KEY }, secretKey: { env: KEY } }',
    [
      '1:65  brokers.main.credentials.apiKey  found a value of another form, expected letters, digits and signs without blanks',
    ],
  ],
  [
    'a private key that is none',
    'credentials: { apiKey: { env: KEY }, privateKey: { env: KEY } }',
    [
      '1:91  brokers.main.credentials.privateKey  found a value of another form, expected a private key as PEM, several lines from -----BEGIN PRIVATE KEY-----',
    ],
  ],
  [
    'an unknown environment',
    `environment: testnet, ${KEYS}`,
    ['1:55  brokers.main.environment  found "testnet", expected one of: live, demo'],
  ],
  [
    'an environment nearly right',
    `enviroment: demo, ${KEYS}`,
    ['1:42  brokers.main.enviroment  found the unknown key "enviroment", expected environment, which is near it'],
  ],
  [
    'a foreign host',
    `${KEYS}, endpoints: { rest: "https://exchange.example" }`,
    [
      '1:125  brokers.main.endpoints.rest  found "https://exchange.example", expected a host of the exchange (*.far.example, far.example), a loopback address, or unsafeEndpoints: true beside endpoints',
    ],
  ],
  [
    'hosts that only look like the exchange or the loopback',
    `${KEYS}, endpoints: { rest: "https://evilfar.example", stream: "wss://far.example.evil.test", wsApi: "wss://localhost.evil.test" }`,
    [
      '1:125  brokers.main.endpoints.rest  found "https://evilfar.example", expected a host of the exchange (*.far.example, far.example), a loopback address, or unsafeEndpoints: true beside endpoints',
      '1:160  brokers.main.endpoints.stream  found "wss://far.example.evil.test", expected a host of the exchange (*.far.example, far.example), a loopback address, or unsafeEndpoints: true beside endpoints',
      '1:198  brokers.main.endpoints.wsApi  found "wss://localhost.evil.test", expected a host of the exchange (*.far.example, far.example), a loopback address, or unsafeEndpoints: true beside endpoints',
    ],
  ],
  [
    'the exchange without TLS',
    `${KEYS}, unsafeEndpoints: true, endpoints: { rest: "http://api.far.example", stream: "ws://api.far.example" }`,
    [
      '1:148  brokers.main.endpoints.rest  found "http://api.far.example", expected https://; http:// is for loopback alone',
      '1:182  brokers.main.endpoints.stream  found "ws://api.far.example", expected wss://; ws:// is for loopback alone',
    ],
  ],
  [
    'a web address for a socket, a socket for a web address',
    `${KEYS}, endpoints: { rest: "ws://127.0.0.1:1", stream: "http://127.0.0.1:1" }`,
    [
      '1:125  brokers.main.endpoints.rest  found "ws://127.0.0.1:1", expected an address such as "http://127.0.0.1:9000"',
      '1:153  brokers.main.endpoints.stream  found "http://127.0.0.1:1", expected an address such as "ws://127.0.0.1:9000"',
    ],
  ],
  [
    'addresses with more in them',
    `${KEYS}, endpoints: { rest: "http://me@127.0.0.1", wsApi: "ws://127.0.0.1?a=b" }`,
    [
      '1:125  brokers.main.endpoints.rest  found "http://me@127.0.0.1", expected an address such as "http://127.0.0.1:9000"',
      '1:155  brokers.main.endpoints.wsApi  found "ws://127.0.0.1?a=b", expected an address such as "ws://127.0.0.1:9000"',
    ],
  ],
  [
    'an endpoint nearly right',
    `${KEYS}, endpoints: { restt: "http://127.0.0.1:1" }`,
    ['1:119  brokers.main.endpoints.restt  found the unknown key "restt", expected rest, which is near it'],
  ],
  ...['500ms', '61s', '2h'].map((window): Case => [
    `a receive window of ${window}`,
    `${KEYS}, recvWindow: ${window}`,
    [`1:118  brokers.main.recvWindow  found "${window}", expected a duration from 1s to 60s`],
  ]),
  [
    'a margin without a unit',
    `${KEYS}, absenceMargin: 5`,
    ['1:121  brokers.main.absenceMargin  found 5, expected a duration such as 500ms, 120s, 5m or 2h'],
  ],
  [
    'words for flags',
    `${KEYS}, allowWithdrawals: yes, unsafeEndpoints: "true"`,
    [
      '1:124  brokers.main.allowWithdrawals  found "yes", expected true or false',
      '1:146  brokers.main.unsafeEndpoints  found "true", expected true or false',
    ],
  ],
];

test.each(CASES)('refuses an account with %s', async (_title, account, faults) => {
  expect(await faultsOf(1, `brokers: { paper: {}, main: { type: far, ${account} } }`, BROKERS)).toEqual(faults);
});

test.each([
  ['unsafeEndpoints: true', '1:21  brokers.paper.unsafeEndpoints  found unsafeEndpoints'],
  ['allowWithdrawals: true', '1:21  brokers.paper.allowWithdrawals  found allowWithdrawals'],
  ['recvWindow: 10s', '1:21  brokers.paper.recvWindow  found recvWindow'],
  ['endpoints: { rest: "http://127.0.0.1:1" }', '1:21  brokers.paper.endpoints  found endpoints'],
])('paper has no use for %s', async (key, fault) => {
  expect(await faultsOf(1, `brokers: { paper: { ${key} } }`)).toEqual([
    `${fault} on a broker of type paper, expected it left out`,
  ]);
});
