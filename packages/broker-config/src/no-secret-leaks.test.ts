import { expect, test } from 'vitest';
import fc from 'fast-check';
import { formatConfigErrors, formatConfigWarnings } from './errors/format-config-errors.ts';
import { loadConfig } from './load-config.ts';

const LITERAL = 'cAnArY_0a1b2c3d4e5f6a7b';
const FROM_ENV = 'cAnArY_1f2e3d4c5b6a7f8e';
const FROM_FILE = 'cAnArY_2a3b4c5d6e7f8a9b';
// what is left of a secret that a mutation cut to less than a token's least length may be shown
const CANARY = /cAnArY_[0-9a-f]{9}/;
const TEXT = `brokers:
  paper: { settings: { balances: { USDT: "10000" }, prices: { BTCUSDT: "60000" } } }
  far: { type: far, credentials: { apiKey: "${LITERAL}", secretKey: { file: far.key } } }
routes:
  demo:
    token: [{ env: HOOK }, "${LITERAL}x"]
    secret: "${LITERAL}"
    brokers: [paper, { name: far, factor: "2" }]
    symbols: [BTCUSDT]
    size: { signal: "1" }
    limits: { maxAge: 60s, sides: [long] }
    relay: [desk]
telegram:
  token: "${LITERAL}"
  users: { "1": owner, "2": { role: trader, totp: "${LITERAL}" } }
  chats: { desk: { id: "-1001", topic: 7 } }
journal: { url: "postgres://desk:${LITERAL}@db.example:5433/desk" }
`;

type Mutation =
  | { readonly type: 'delete' | 'repeat'; readonly at: number; readonly length: number }
  | { readonly type: 'insert'; readonly at: number; readonly text: string }
  | { readonly type: 'swap-lines'; readonly a: number; readonly b: number };

function mutate(text: string, mutation: Mutation): string {
  const lines = text.split('\n');
  switch (mutation.type) {
    case 'delete':
      return text.slice(0, mutation.at) + text.slice(mutation.at + mutation.length);
    case 'repeat':
      return text.slice(0, mutation.at + mutation.length) + text.slice(mutation.at);
    case 'insert':
      return text.slice(0, mutation.at) + mutation.text + text.slice(mutation.at);
    case 'swap-lines':
      return lines.with(mutation.a % lines.length, lines[mutation.b % lines.length] ?? '').join('\n');
    default:
      return mutation satisfies never;
  }
}

const at = fc.nat(TEXT.length - 1);
const piece = fc.oneof(
  fc.constantFrom(...'{}[]:,"\'#&*!|>-?% \n\t\\\u0000\u202e', ': ', '\n  ', '- ', '!!str ', '<<: ', '__proto__: '),
  fc.constantFrom('type: ', 'relay: ', 'mode: ', '{ env: ', '? ', '---\n'),
  fc.string({ maxLength: 4, unit: 'binary' }),
);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ type: fc.constantFrom('delete' as const, 'repeat' as const), at, length: fc.nat(12) }),
  fc.record({ type: fc.constant('insert' as const), at, text: piece }),
  fc.record({ type: fc.constant('swap-lines' as const), a: fc.nat(40), b: fc.nat(40) }),
);

async function said(text: string): Promise<string> {
  const result = await loadConfig({
    path: 'p.yaml',
    env: { HOOK: FROM_ENV },
    readFile: async (path) => {
      if (path === 'p.yaml') return text;
      if (path === 'far.key') return FROM_FILE;
      throw new Error(`no such file: ${path}`);
    },
    fileMode: async () => 0o644,
    knownBrokerTypes: ['paper', 'far'],
  });
  const config = result.ok ? JSON.stringify(result.config) : '';
  const told = result.ok ? formatConfigWarnings(result.warnings) : formatConfigErrors(result.errors);
  return `${config}${told}${JSON.stringify(result)}`;
}

test('a mutated file never throws and never shows a secret', async () => {
  const texts = fc.array(mutation, { minLength: 1, maxLength: 4 }).map((all) => all.reduce(mutate, TEXT));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      expect(await said(text)).not.toMatch(CANARY);
    }),
    { numRuns: 400 },
  );
});

test('a file of any text never throws', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 200, unit: 'binary' }), async (text) => {
      await said(text);
    }),
    { numRuns: 200 },
  );
});
