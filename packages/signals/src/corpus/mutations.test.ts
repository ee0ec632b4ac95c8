import { createHash } from 'node:crypto';
import { describe, expect } from 'vitest';
import fc from 'fast-check';
import { judgeAlert } from '../inbox/judge-alert.ts';
import { testRoute } from '../simulation/world.test.fixture.ts';
import { RECEIVED_AT, verdictOf } from './judge-sample.test.fixture.ts';
import { anyCase, mutation, REFERENCE, STANDS } from './mutate.test.fixture.ts';

const verdict = (body: object | string) => verdictOf(body).verdict;
const json = (changes: object = {}) => JSON.stringify({ ...REFERENCE, ...changes });
const FIELDS = Object.keys(REFERENCE);
/** What the parser does not look at. */
const UNUSED = ['comment', 'alert_message', 'passphrase'];
const used = fc.constantFrom(...FIELDS.filter((name) => !UNUSED.includes(name)));

describe('numbers', () => {
  const amount = fc.integer({ min: 1, max: 999_999 });

  mutation('every way to write a size reads as the same', fc.tuple(amount, amount), ([before, bought]) => {
    const forms = (thousandths: number) => [
      `${thousandths}e-3`,
      `${thousandths / 1000}`,
      `${thousandths / 1000}`.includes('.') ? `${thousandths / 1000}0` : `${thousandths / 1000}.0`,
      thousandths / 1000,
    ];
    const after = before + bought;
    for (const index of [0, 1, 2, 3]) {
      const body = {
        ...REFERENCE,
        prev_market_position_size: forms(before)[index],
        contracts: forms(bought)[(index + 1) % 4],
        market_position_size: forms(after)[(index + 2) % 4],
        position_size: forms(after)[(index + 3) % 4],
      };
      expect(verdict(body)).toBe(`add BTCUSDT ${before / 1000} to ${after / 1000}`);
    }
  });

  mutation(
    'the noise of floats is forgiven, a real difference is not',
    fc.tuple(amount, amount),
    ([before, bought]) => {
      const [from, fill] = [before / 10, bought / 10];
      const body = { ...REFERENCE, prev_market_position_size: from, contracts: fill, position_size: null };
      expect(verdict({ ...body, market_position_size: from + fill })).toContain('add BTCUSDT');
      expect(verdict({ ...body, market_position_size: from + fill + 0.1 })).toBe('inconsistent-transition');
    },
  );

  const sizes = fc.constantFrom('contracts', 'market_position_size', 'prev_market_position_size');
  const bad = fc.constantFrom<readonly [unknown, string]>(
    ['1,234.5', 'bad-number'],
    ['NaN', 'nan-value'],
    ['', 'bad-number'],
    ['-1', 'bad-number'],
    [-1, 'bad-number'],
    ['50%', 'ambiguous-unit'],
    ['1e99', 'bad-number'],
    ['0x10', 'bad-number'],
  );
  mutation('what is no size refuses by name, whichever size it is', fc.tuple(sizes, bad), ([name, [value, code]]) => {
    expect(verdict({ ...REFERENCE, [name]: value })).toBe(code);
  });

  mutation('null is as good as absent: a size that is needed is missing', sizes, (name) => {
    const { [name]: _, ...without } = { ...REFERENCE };
    expect(verdict({ ...REFERENCE, [name]: null })).toBe(verdict(without));
    expect(verdict({ ...REFERENCE, market_position_size: null, position_size: null })).toBe('missing-size');
  });
});

describe('words', () => {
  mutation(
    'sides and positions in any letter case, with blanks',
    fc.tuple(anyCase('buy'), anyCase('long')),
    ([side, position]) => {
      const body = { ...REFERENCE, action: side, market_position: position, prev_market_position: position };
      expect(verdict(body)).toBe(STANDS);
    },
  );

  const size = fc.integer({ min: 2, max: 1_000 });
  mutation(
    'a sell that makes a long grow, or a buy a short, does not add up',
    fc.tuple(size, fc.boolean()),
    ([after, isLong]) => {
      const position = isLong ? 'long' : 'short';
      const body = {
        ...REFERENCE,
        action: isLong ? 'sell' : 'buy',
        contracts: after - 1,
        market_position: position,
        market_position_size: after,
        prev_market_position: position,
        position_size: isLong ? after : -after,
      };
      expect(verdict(body)).toBe('inconsistent-transition');
      expect(verdictOf(body, { mode: 'target' }).verdict).toBe('inconsistent-transition');
    },
  );

  const forms = fc.constantFrom(
    'BINANCE:btcusdt.p',
    'BTCUSDTPERP',
    'BTC/USDT:USDT',
    'BTC-USDT-SWAP',
    'BTCUSDT_UMCBL',
    'BTCUSDT.P',
    'BTCUSDT',
  );
  mutation('every form of the symbol is the one instrument', forms.chain(anyCase), (ticker) => {
    expect(verdict({ ...REFERENCE, ticker })).toBe(STANDS);
  });

  const unknown = fc.constantFrom('XYZUSDT.P', 'BTCUSDC.P', 'BTC', 'SPX', '!!', 'BTC//USDT', 'x'.repeat(300));
  mutation('an unknown symbol is none', unknown, (ticker) => {
    expect(verdict({ ...REFERENCE, ticker })).toBe('unknown-symbol');
  });

  const places = fc.tuple(used, fc.constantFrom('{{close}}', 'a {{plot("x")}} b', '{{strategy.order.action}}'));
  mutation('a placeholder left in a field that counts refuses', places, ([name, value]) => {
    expect(verdict({ ...REFERENCE, [name]: value })).toBe('unresolved-placeholder');
  });

  mutation('a placeholder left in any other field is noted', fc.constantFrom('comment', 'alert_message'), (name) => {
    const judged = verdictOf({ ...REFERENCE, [name]: '{{strategy.order.comment}}' });
    expect(judged.verdict).toBe(STANDS);
    expect(judged.told).toContain(name);
  });
});

describe('bytes', () => {
  const dress = fc.constantFrom<(text: string) => string>(
    (text) => `\uFEFF${text}`,
    (text) => `\r\n${text}\r\n`,
    (text) => JSON.stringify(JSON.parse(text), null, 2),
    (text) => JSON.stringify(JSON.parse(text), null, 2).replaceAll('\n', '\r\n'),
    (text) => `\uFEFF ${JSON.stringify(JSON.parse(text), null, '\t')}\n`,
  );
  mutation('a byte order mark, blanks and line ends change nothing', dress, (put) => {
    expect(verdict(put(json()))).toBe(STANDS);
  });

  mutation('one key with two values is refused', used, (name) => {
    const text = json().replace('{', `{"${name}":"something else",`);
    expect(verdict(text)).toBe('conflicting-fields');
  });

  const breaks = fc.constantFrom<(text: string) => string>(
    (text) => text.replace(/\}$/, ',}'),
    (text) => text.replaceAll('"', '”'),
    (text) => text.replace(',', ', // note\n'),
    (text) => text.slice(0, -1),
    (text) => text.replace('"', "'"),
    (text) => `${text}${text}`,
    (text) => text.replace(',', ''),
  );
  mutation('broken JSON is refused with its place, and without its secret', breaks, (break_) => {
    const judged = verdictOf(break_(json()));
    expect(judged.verdict).toBe('bad-json');
    expect(judged.told).toMatch(/line \d+, column \d+/);
    expect(judged.told).not.toContain('planted');
  });

  const strange = fc.constantFrom<readonly [string, string]>(
    ['', 'bad-json'],
    [' \r\n', 'bad-json'],
    [`payload=${encodeURIComponent(json())}`, 'not-a-command'],
    [`{"a":"${'x'.repeat(1_000_000)}"}`, 'too-large'],
    ['{"a":'.repeat(500), 'bad-json'],
    ['['.repeat(30_000), 'bad-json'],
  );
  mutation('what is no alert at all has its name', strange, ([text, code]) => expect(verdict(text)).toBe(code), 20);

  mutation(
    'keys that mean something to JavaScript mean nothing',
    fc.constantFrom('__proto__', 'constructor', 'toString'),
    (key) => {
      expect(verdict(json().replace('{', `{"${key}":{"action":"sell"},`))).toBe(STANDS);
      expect({}).not.toHaveProperty('action');
    },
  );

  mutation('any bytes at all get a verdict', fc.uint8Array({ maxLength: 400 }), (bytes) => {
    const { judgement } = judgeAlert(bytes, testRoute(), { signalId: 's', receivedAt: RECEIVED_AT });
    expect(judgement.kind).toBe('refusal');
  });
});

describe('times', () => {
  const ahead = fc.integer({ min: 6, max: 100_000 });
  mutation('a time in the future is refused, one that passed is left to the age', ahead, (seconds) => {
    const at = (ms: number) => new Date(ms).toISOString();
    expect(verdict({ ...REFERENCE, timenow: at(RECEIVED_AT + seconds * 1_000) })).toBe('bad-time');
    expect(verdict({ ...REFERENCE, timenow: at(RECEIVED_AT - seconds * 1_000) })).toBe(STANDS);
    expect(verdict({ ...REFERENCE, timenow: at(RECEIVED_AT - 3_600_000) })).toBe(STANDS);
    expect(verdict({ ...REFERENCE, timenow: at(RECEIVED_AT - seconds * 1_000).replace('Z', '') })).toBe('bad-time');
  });
});

describe('E7(k) secrets', () => {
  const route = testRoute({ secretHash: createHash('sha256').update('planted-passphrase').digest('hex') });
  const judge = (body: string) =>
    judgeAlert(new TextEncoder().encode(body), route, { signalId: 's', receivedAt: RECEIVED_AT });
  const wrong = fc.string({ maxLength: 30 }).filter((text) => text !== 'planted-passphrase');

  mutation('a wrong or missing one is refused before anything else', wrong, (passphrase) => {
    for (const body of [json({ passphrase }), json({ passphrase: null }), json({ passphrase, contracts: 'NaN' })]) {
      expect(judge(body).judgement).toMatchObject({ kind: 'refusal', refusal: { code: 'unauthenticated' } });
    }
    expect(judge(json()).judgement.kind).toBe('signal');
  });

  const echo = fc.tuple(
    fc.constantFrom('alert_message', 'comment', 'order_id'),
    fc.string({ maxLength: 20 }),
    fc.string({ maxLength: 20 }),
  );
  mutation('echoed in another field it is kept nowhere', echo, ([name, before, after]) => {
    for (const told of ['planted-passphrase', 'PLANTED-PASSPHRASE']) {
      const { evidence, judgement } = judge(json({ [name]: `${before}${told}${after}` }));
      expect(judgement.kind).toBe('signal');
      expect(`${evidence.text} ${JSON.stringify(judgement)}`.toLowerCase()).not.toContain('planted-passphrase');
    }
  });
});
