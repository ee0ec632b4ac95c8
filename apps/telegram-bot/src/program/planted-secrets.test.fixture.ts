import { gzipSync } from 'node:zlib';
import { sampleAlert } from '../testing/program-bench.ts';
import type { DeskSecrets } from '../testing/venue-bench.ts';

/** In every planted secret, at its beginning and at its end: parts of it are found too. */
const MARK = 'cAnArY';
const plant = (name: string) => `${MARK}${name}${MARK}`;

/** What no line, row, message, figure or answer may hold, in any case, also packed as Base64 or hex. */
const TRACES: readonly RegExp[] = [
  /canary/i,
  new RegExp([0, 1, 2].map((shift) => base64Core(MARK, shift)).join('|')),
  new RegExp(Buffer.from(MARK).toString('hex'), 'i'),
];

/** The letters of Base64 that stand for `text` alone, when `shift` bytes stand before it. */
function base64Core(text: string, shift: number): string {
  const encoded = Buffer.from(`${'\0'.repeat(shift)}${text}`).toString('base64');
  const from = Math.ceil((shift * 8) / 6);
  return encoded.slice(from, Math.floor(((shift + text.length) * 8) / 6));
}

export const SECRETS: DeskSecrets = {
  apiKey: plant('apiKey'),
  secretKey: plant('secretKey'),
  botToken: `7000000001:${plant('abcdefghijklmnopqrstuvwxyz')}`,
  token: plant('newToken'),
  oldToken: plant('oldToken'),
  secret: plant('bodySecret'),
};

/** Of the route that tells words. */
export const WORDS_TOKEN = plant('wordsToken');

/** Of the database's user: a server that trusts this machine takes any. */
export const DATABASE_PASSWORD = plant('databasePassword');

/** The places where a trace stands, with what stands around it. */
export function tracesIn(places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(places).flatMap(([place, text]) =>
    TRACES.flatMap((trace) => {
      const at = text.search(trace);
      return at < 0 ? [] : [`${place}: ${JSON.stringify(text.slice(Math.max(0, at - 200), at + 80))}`];
    }),
  );
}

export interface PlantedRequest {
  readonly what: string;
  /** Default: the route's. */
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly answer: 'taken' | 'refused' | 'unknown';
}

const { secret, token, oldToken } = SECRETS;
const JSON_TYPE = { 'content-type': 'application/json' } as const;
const withSecret = (fields: Readonly<Record<string, string>> = {}) => sampleAlert({ passphrase: secret, ...fields });
const RIGHT = withSecret();
const nested = (fields: object) => JSON.stringify({ ...(JSON.parse(withSecret()) as object), ...fields });

/** Everything that a sender, a stranger or a template may send, each with a secret somewhere. */
export const REQUESTS: readonly PlantedRequest[] = [
  { what: 'the right secret', body: RIGHT, answer: 'taken' },
  { what: 'the same again', body: RIGHT, answer: 'taken' },
  {
    what: 'the old token',
    path: `/hooks/${oldToken}`,
    body: withSecret({ symbol: 'ETHUSDT.P', strategy: 'eth' }),
    answer: 'taken',
  },
  { what: 'a wrong secret', body: sampleAlert({ passphrase: plant('wrong') }), answer: 'refused' },
  {
    what: 'headers of every kind',
    headers: {
      ...JSON_TYPE,
      authorization: `Bearer ${plant('bearer')}`,
      cookie: `session=${plant('cookie')}`,
      'user-agent': plant('agent'),
      'x-api-key': plant('key'),
      'x-forwarded-for': plant('forwarded'),
      'x-request-id': plant('id'),
      referer: `https://desk.example/hooks/${token}`,
    },
    body: withSecret(),
    answer: 'taken',
  },
  {
    what: 'a content type',
    headers: { 'content-type': `text/plain; x=${plant('type')}` },
    body: '{',
    answer: 'refused',
  },
  { what: 'an encoding', headers: { 'content-encoding': plant('encoding') }, body: withSecret(), answer: 'refused' },
  {
    what: 'a packed body',
    headers: { 'content-encoding': 'gzip' },
    body: new Uint8Array(gzipSync(withSecret())),
    answer: 'refused',
  },
  { what: 'a packed body that says nothing of it', body: new Uint8Array(gzipSync(withSecret())), answer: 'refused' },
  {
    what: 'a query',
    path: `/hooks/${token}?token=${plant('query')}#x`,
    body: withSecret(),
    answer: 'taken',
  },
  { what: 'an unknown token', path: `/hooks/${plant('unknown')}`, body: withSecret(), answer: 'unknown' },
  { what: 'a token cut short', path: `/hooks/${token.slice(0, -1)}`, body: '{}', answer: 'unknown' },
  { what: 'a token and more', path: `/hooks/${token}/more`, body: '{}', answer: 'unknown' },
  { what: 'a token in another place', path: `/${token}`, body: '{}', answer: 'unknown' },
  { what: 'a token that is broken off', path: `/hooks/${token}%E0%A4%A`, body: '{}', answer: 'unknown' },
  { what: 'another method', method: 'PUT', body: withSecret(), answer: 'unknown' },
  { what: 'a nested secret', body: nested({ auth: { deep: [{ apiKey: plant('nested') }] } }), answer: 'refused' },
  {
    what: 'keys of an account',
    body: nested({ binanceApiKey: plant('foreign'), secretKey: plant('foreign') }),
    answer: 'refused',
  },
  { what: 'an echo of the secret', body: withSecret({ strategy: `x-${secret}` }), answer: 'taken' },
  { what: 'the secret as symbol', body: withSecret({ symbol: secret }), answer: 'refused' },
  { what: 'the secret as price', body: withSecret({ price: secret }), answer: 'refused' },
  { what: 'the secret as a key', body: nested({ [secret]: '1' }), answer: 'taken' },
  {
    what: 'the address of the hook',
    body: withSecret({ comment: `https://desk.example/hooks/${token}` }),
    answer: 'taken',
  },
  { what: 'two secrets', body: nested({ secret: plant('second') }), answer: 'refused' },
  { what: 'a placeholder', body: withSecret({ price: '{{close}}' }), answer: 'refused' },
  { what: 'JSON that is broken before', body: `{"passphrase":"${secret}" "symbol":"BTCUSDT.P"}`, answer: 'refused' },
  { what: 'JSON that is broken within', body: `{"symbol":"BTCUSDT.P","passphrase":"${secret}`, answer: 'refused' },
  { what: 'JSON that is broken behind', body: `${withSecret()}}`, answer: 'refused' },
  { what: 'two of one key', body: `{"passphrase":"${secret}","passphrase":"${plant('twice')}"}`, answer: 'refused' },
  { what: 'a list', body: `[${withSecret()}]`, answer: 'refused' },
  { what: 'text', body: `buy BTCUSDT secret=${secret} token: ${token}`, answer: 'refused' },
  { what: 'lines', body: `SYMBOL=BTCUSDT\nTOKEN=${secret}\nSIGNAL=buy`, answer: 'refused' },
  {
    what: 'bytes that are no text',
    body: new Uint8Array(Buffer.from(`{"passphrase":"${secret}","x":"\xff\xfe"`, 'latin1')),
    answer: 'refused',
  },
  { what: 'too much', body: withSecret({ comment: 'x'.repeat(70_000) }), answer: 'refused' },
  ...Object.entries(SECRETS).flatMap(([name, word]) => bareWords(name, word)),
];

/** Only a desk with such a database knows it. */
export const DATABASE_REQUESTS = bareWords('databasePassword', DATABASE_PASSWORD);

/** A secret that stands under no name, in many places of a body; the route's own token in all. */
function bareWords(name: string, word: string): readonly PlantedRequest[] {
  const fields = (orderId: string, more: object) => nested({ orderId: `${name} ${orderId}`, ...more });
  const few: readonly PlantedRequest[] = [
    { what: `${name} within a word`, body: fields('within', { comment: `x_${word}_y` }), answer: 'taken' },
    { what: `${name} as a key`, body: fields('key', { [word]: 1 }), answer: 'taken' },
    { what: `${name} in text`, body: `buy BTCUSDT ${word}`, answer: 'refused' },
    { what: `${name} for the chat`, path: `/hooks/${WORDS_TOKEN}`, body: `Sold half. ${word}`, answer: 'taken' },
  ];
  if (name !== 'token') return few;
  const escaped = [...word].map((it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const encoded = [...word].map((it) => `%${it.charCodeAt(0).toString(16)}`).join('');
  return [
    ...few,
    { what: 'a token in words', body: fields('words', { comment: `see (${word}), or so` }), answer: 'taken' },
    { what: 'a token as a strategy', body: fields('strategy', { strategy: word }), answer: 'taken' },
    { what: 'a token as an order’s id', body: nested({ orderId: word }), answer: 'taken' },
    { what: 'a token in a list', body: fields('list', { notes: [[word]] }), answer: 'taken' },
    { what: 'a token in a text’s JSON', body: fields('inner', { comment: `{"x":"${word}"}` }), answer: 'taken' },
    { what: 'a token that is encoded', body: fields('url', { comment: encoded }), answer: 'taken' },
    {
      what: 'a token that is escaped',
      body: fields('escape', { comment: '@' }).replace('@', escaped),
      answer: 'taken',
    },
    { what: 'a token as a symbol', body: fields('symbol', { symbol: word }), answer: 'refused' },
    { what: 'a token in broken JSON', body: `${fields('broken', { comment: word })},`, answer: 'refused' },
    { what: 'a token twice as a key', body: `{"${word}":1,"${word}":2}`, answer: 'refused' },
    { what: 'a token in too much', body: `${'x '.repeat(990)}${word} ${'x'.repeat(70_000)}`, answer: 'refused' },
  ];
}
