import { describe, expect, test } from 'vitest';
import { decimal, formatDecimal, toVenueOrderId } from '@perpdesk/broker-core';
import type { AttributedFill } from './attribute-fills.ts';
import { rebuildSide } from './rebuild-side.ts';

/** `a +2`: stream a bought 2; `a -1!`: by an order that could only reduce; `a -1?`: by one that nobody knows; `- -1`: somebody else sold 1. */
function fillsOf(text: string): readonly AttributedFill[] {
  return text
    .split(', ')
    .filter((word) => word !== '')
    .map((word, index) => {
      const [who = '', amount = '0'] = word.split(' ');
      const quantity = decimal(amount.replace(/[+!?]/gu, ''));
      return {
        clientOrderId: null,
        streamCode: who === '-' ? null : who,
        sequence: who === '-' ? 0 : index + 1,
        target: null,
        isReducing: amount.endsWith('?') ? null : amount.endsWith('!'),
        fill: {
          symbol: 'BTCUSDT',
          tradeId: `${index}`,
          venueOrderId: toVenueOrderId(`v${index}`),
          clientOrderId: null,
          side: quantity.isNegative() ? 'sell' : 'buy',
          positionSide: 'net',
          quantity: quantity.abs(),
          price: decimal('60000'),
          fee: decimal('0'),
          feeAsset: 'USDT',
          realizedPnl: decimal('0'),
          isMaker: false,
          venueAt: index,
        },
      };
    });
}

function told(held: string, fills: string): string {
  const side = rebuildSide({ symbol: 'BTCUSDT', positionSide: 'net', held: decimal(held), fills: fillsOf(fills) });
  const parts = side.parts.map(
    ({ streamCode, owned, sequence }) => `${streamCode} ${formatDecimal(owned)} #${sequence}`,
  );
  return `${[...parts, `others ${formatDecimal(side.others)}`].join(', ')}: ${side.proof}`;
}

describe('what streams own of a side, by the exchange alone', () => {
  test.each([
    ['nothing was traded', '0', '', 'others 0: proven'],
    ['one stream', '2', 'a +3, a -1', 'a 2 #2, others 0: proven'],
    ['one that is out again', '0', 'a +3, a -3', 'others 0: proven'],
    ['a turn', '-1', 'a +3, a -3, a -1', 'a -1 #3, others 0: proven'],
    ['two that own against each other', '0', 'a +1, b -1', 'a 1 #1, b -1 #2, others 0: proven'],
    ['a person beside it', '5', 'a +2, - +3', 'a 2 #1, others 3: proven'],
    ['a person took a part of it', '1', 'a +2, - -1', 'a 1 #1, others 0: proven'],
    ['a person closed it, and it came in again', '1', 'a +2, - -2, a +1', 'a 1 #3, others 0: proven'],
    ['a person turned it', '-1', 'a +2, - -3', 'others -1: proven'],
    ['a person closed a part in the chat', '1', 'a +2, p -1!', 'a 1 #1, others 0: proven'],
    ['a person closed all in the chat, and it came in again', '1', 'a +2, p -2!, a +1', 'a 1 #3, others 0: proven'],
    [
      'a person closed a part of two in the chat',
      '2',
      'a +2, b +1, p -1!',
      'a 2 #1, b 1 #2, others -1: taken-by-others',
    ],
    ['a person closed more than theirs', '1', 'a +2, p +1, p -2!', 'a 1 #1, others 0: proven'],
    ['surplus that the desk closed', '2', 'a +2, - +1, drift -1!', 'a 2 #1, others 0: proven'],
    ['what was older was closed by exits', '1', 'a -2!, a +1', 'a 1 #2, others 0: proven'],
    ['/panic closed both', '0', 'a +2, b +1, - -3', 'others 0: proven'],
    ['a person took from two', '2', 'a +2, b +1, - -1', 'a 2 #1, b 1 #2, others -1: taken-by-others'],
    [
      'a person took from two, and both are out',
      '1',
      'a +2, b +2, p -2!, a -1!, b -1!, a +1',
      'a 1 #6, others 0: proven',
    ],
    [
      'a person took from two, and one turned before the other was out',
      '-3',
      'a +2, b +2, p -2!, a -1!, a -1, b -1!, b -2',
      'b -1 #7, others -2: taken-by-others',
    ],
    ['a person took a part and gave it back', '2', 'a +2, - -1, - +1', 'a 2 #1, others 0: read-two-ways'],
    ['a person closed a part in the chat beside surplus', '4', 'a +2, - +3, p -1!', 'a 1 #1, others 3: proven'],
    ['an order that nobody knows', '1', 'a +2, p -1?', 'a 2 #1, p -1 #2, others 0: read-two-ways'],
    ['an entry and an exit of orders that nobody knows', '1', 'a +2?, a -1?', 'a 1 #2, others 0: proven'],
    ['a close in the chat against two that own against each other', '0', 'a +2, b -1, p -1!', 'others 0: proven'],
    ['some of it is older', '3', 'a +1', 'a 1 #1, others 2: opened-before'],
    ['what was older was closed meanwhile', '1', 'a -2, a +1', 'a 1 #2, others 0: proven'],
  ])('%s', (_name, held, fills, expected) => expect(told(held, fills)).toBe(expected));
});
