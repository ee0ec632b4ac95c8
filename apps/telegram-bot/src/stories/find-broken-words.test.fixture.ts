import type { Told } from './trade-story.test.fixture.ts';

/** Groups that a pattern has must be there. */
type Words = Readonly<Record<string, string>>;

interface Rule {
  /** Of a line of the card. */
  readonly pattern: RegExp;
  /** What is broken of what the line says; `null`: nothing. */
  readonly broken: (words: Words, told: Told, card: string) => string | null;
}

const plainNumber = (text: string) => {
  const number = text.replaceAll(/[\s\u00a0]/gu, '');
  return number.includes('.') ? number.replace(/\.?0+$/u, '') : number;
};
const want = (isKept: boolean, what: string) => (isKept ? null : what);
const isMarket = (card: string) => / · market/.test(card.split('\n')[1] ?? '');
const isHeld = (line: string) => /^(?:LONG|SHORT) /u.test(bare(line));
const stops = (lines: readonly string[]) => lines.filter((line) => / stop /u.test(line));
const sum = (lines: readonly string[]) =>
  lines.reduce((total, line) => total + Number.parseFloat(/ (?<size>[\d.]+)/u.exec(line)?.groups?.['size'] ?? '0'), 0);
const WAY: Words = { LONG: 'buy', SHORT: 'sell' };
const bare = (line: string) => line.replace(/^@\w+ /, '').replace(/^(?:\w+USDT )?(?:long |short )?/, '');
const has = (lines: readonly string[], end: string) => lines.some((line) => bare(line) === end);

/** What a card may say, and what must then be so at the exchange. */
const RULES: readonly Rule[] = [
  {
    pattern: /^(?<side>LONG|SHORT) \w+ (?<quantity>[\d.]+) · (?<word>market|limit [\d .]+)$/u,
    broken({ side = '', quantity = '', word = '' }, { orders }) {
      const price = word === 'market' ? '' : ` @${plainNumber(word.slice('limit '.length))}`;
      const order = `${WAY[side]} ${word === 'market' ? word : 'limit'} ${plainNumber(quantity)}${price}`;
      return want(has(orders, order), `it should have sent ${order}`);
    },
  },
  {
    pattern: /This order leaves (?<left>nothing|(?:LONG|SHORT) [\d.]+)\.$/u,
    broken({ left = '' }, { stands }, card) {
      if (!isMarket(card)) return null;
      const isHeld = stands.some((line) => /^(?:LONG|SHORT) /.test(bare(line)));
      return left === 'nothing'
        ? want(!isHeld, 'nothing should be left')
        : want(has(stands, left), `${left} is not left`);
    },
  },
  {
    pattern: /^SL (?<price>[\d .]+) \(/u,
    broken: ({ price = '' }, { stands }, card) =>
      isMarket(card)
        ? want(
            stops(stands).some((it) => it.endsWith(` @${plainNumber(price)}`)),
            'no such stop',
          )
        : null,
  },
  {
    pattern: /^no SL$/u,
    broken(_, { stands }, card) {
      if (!isMarket(card)) return null;
      const isWhole = stops(stands).some((it) => it.includes(' stop all '));
      return want(!isWhole && sum(stops(stands)) < sum(stands.filter(isHeld)), 'stops stand for all of it');
    },
  },
  {
    pattern: /^TP (?<price>[\d .]+) \(.*\) · .* ≈ (?<size>[\d.]+)$/u,
    broken({ price = '', size = '' }, { stands }, card) {
      const order = `target ${plainNumber(size)} @${plainNumber(price)}`;
      return isMarket(card)
        ? want(
            stands.some((it) => it.endsWith(order)),
            `there is no ${order}`,
          )
        : null;
    },
  },
  {
    pattern: /^TP (?<price>[\d .]+) \(.*too small/u,
    broken: ({ price = '' }, { stands }) =>
      want(!stands.some((it) => / target /.test(it) && it.endsWith(` @${plainNumber(price)}`)), 'it has an order'),
  },
  {
    pattern: /^SL .* → (?<to>off|[\d .]+?)(?: \(|$)/u,
    broken({ to = '' }, { stands }) {
      const stops = stands.filter((it) => / stop /.test(it));
      if (to === 'off') return want(stops.length === 0, 'a stop stands');
      return want(
        stops.some((it) => it.endsWith(`@${plainNumber(to)}`)),
        'the stop is not there',
      );
    },
  },
  {
    pattern: /^TP (?:–|[\d ., ]+) → (?<to>.+)$/u,
    broken({ to = '' }, { stands, after }, card) {
      const standing = stands.filter((line) => / target /u.test(line));
      if (to === 'off') return want(standing.length === 0, 'targets stand');
      const asked = [...to.matchAll(/(?<price>[\d .]+?) \([^)]*\) · (?:[^,≈]*≈ )?(?<size>[\d.]+)(?:, |$)/gu)];
      const missing = asked.filter(({ groups: { price = '', size = '' } = {} }) => {
        const there = standing.filter((line) => line.endsWith(` @${plainNumber(price)}`));
        return Math.abs(sum(there) - Number.parseFloat(size)) > 1e-9;
      });
      const isLater = card.includes('only the nearest target stands') || after.some((line) => line.startsWith('🎯'));
      const isMore = standing.length > asked.length && !card.includes('only the nearest');
      return want(
        !isMore && (missing.length === 0 || (isLater && missing.length < Math.max(asked.length, 2))),
        'others stand',
      );
    },
  },
  {
    pattern: /^trailing .* → (?<to>off|[\d.]+) ?%?/u,
    broken({ to = '' }, { stands }) {
      const trails = stands.filter((it) => / trail /.test(it));
      return to === 'off'
        ? want(trails.length === 0, 'it trails')
        : want(
            trails.some((it) => it.includes(` ${to}%`)),
            'it does not trail so',
          );
    },
  },
  {
    pattern: /^CLOSE \w+ (?<side>LONG|SHORT) (?<quantity>[\d.]+) of [\d.]+ · market$/u,
    broken({ side = '', quantity = '' }, { orders, stands }) {
      const order = `${side === 'LONG' ? 'sell' : 'buy'} market ${plainNumber(quantity)}`;
      // at most what is held by then
      const isGone = !stands.some((line) => bare(line).startsWith(`${side} `));
      return want(isGone || orders.some((line) => bare(line).startsWith(order)), 'another quantity was closed');
    },
  },
  {
    pattern: /^CLOSE \w+ (?<side>LONG|SHORT) [\d.]+ · all that is held/u,
    broken: ({ side = '' }, { stands }) =>
      want(!stands.some((it) => bare(it).startsWith(`${side} `)), 'something is left'),
  },
  {
    pattern: /^REVERSE \w+ .* → (?<to>(?:LONG|SHORT) [\d.]+)$/u,
    broken({ to = '' }, { orders }) {
      const [side = '', quantity = ''] = to.split(' ');
      return want(has(orders, `${WAY[side]} market ${plainNumber(quantity)}`), 'the other side was not opened so');
    },
  },
  {
    pattern: /^CANCEL (?<count>\d+) orders?$/u,
    broken: ({ count = '' }, { orders }) =>
      want(
        orders.filter((it) => it.startsWith('cancel ')).length === Number.parseInt(count, 10),
        'another number was canceled',
      ),
  },
  {
    pattern: /^(?:\d+x|cross|isolated|hedge|one-way) → (?<to>\w[\w-]*)$/u,
    broken: ({ to = '' }, { orders }) =>
      want(
        orders.some((it) => it.endsWith(` ${to.replace(/x$/, '')}`)),
        'it was not set',
      ),
  },
];

const MARKS = /^[✓⏳◐]/u;

/** What stands on the account that the card is of, where there are several. */
function ofAccount({ card, stands }: Told): readonly string[] {
  const [, account = ''] = card.split('\n')[0]?.split(' ') ?? [];
  return stands.filter((line) => !line.startsWith('@') || line.startsWith(`@${account} `));
}

/** Whatever its card said that the tap did not make true; a card that was not carried out must have sent nothing. */
export function findBrokenWords(everywhere: Told): readonly string[] {
  const told = { ...everywhere, stands: ofAccount(everywhere) };
  const { card, button, label, orders } = told;
  // an alert that needs nobody asks nothing of anybody
  if (button === null && card.startsWith('📡')) return [];
  if (button === null || label === null || !MARKS.test(label)) {
    // what the exchange refused, or a person took back later, was asked of it
    const isRefused =
      label === '✗ Refused' ||
      label === '✗ Canceled' ||
      (label?.endsWith(' before') === true && orders.every((line) => line.startsWith('cancel '))) ||
      (label === '✗ Not set' && !orders.some((line) => line.includes('market')));
    return orders.length === 0 || isRefused ? [] : [`sent ${orders.join(', ')} though it says ${label}`];
  }
  return card.split('\n').flatMap((line) =>
    RULES.flatMap(({ pattern, broken }) => {
      const found = pattern.exec(line);
      if (found === null) return [];
      const what = broken({ ...found.groups }, told, card);
      return what === null ? [] : [`“${line}”, but ${what}`];
    }),
  );
}
