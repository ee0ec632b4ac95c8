import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import type { Notice } from '@perpdesk/signals';
import type { PositionResult } from '../../desk/position-result.ts';
import { createSpeech } from '../../language/speech.ts';
import { plain } from '../../testing/plain.test.fixture.ts';
import { positionClosedText } from './position-notices.ts';

const CLOSED: Extract<Notice, { readonly type: 'position.closed' }> = {
  type: 'position.closed',
  account: { brokerId: 'main', environment: 'live' },
  symbol: 'BTCUSDT',
  positionSide: 'net',
  cause: 'target',
  realizedPnl: '40',
};
const WHOLE: PositionResult = {
  asset: 'USDT',
  realizedPnl: decimal('60'),
  fees: decimal('1.23'),
  otherFees: [],
  isWhole: true,
  since: Date.UTC(2026, 10, 26, 9, 30),
};

describe('a closed position', () => {
  test.each([
    ['of which all is known', CLOSED, WHOLE],
    [
      'whose beginning is not known',
      CLOSED,
      { ...WHOLE, isWhole: false, otherFees: [{ asset: 'BNB', amount: decimal('0.001') }] },
    ],
    ['of which the desk has no fill', CLOSED, null],
    ['whose last fills are not all known', { ...CLOSED, realizedPnl: null }, WHOLE],
    ['that made nothing', { ...CLOSED, realizedPnl: '0' }, { ...WHOLE, realizedPnl: decimal('0') }],
  ] as const)('%s', (_, notice, result) => {
    const texts = (['en', 'de'] as const).map((language) =>
      plain(positionClosedText(createSpeech(language, 'UTC'), notice, result).text),
    );
    expect(texts).toMatchSnapshot();
  });
});
