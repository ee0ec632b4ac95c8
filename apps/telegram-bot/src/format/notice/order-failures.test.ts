import { describe, expect, test } from 'vitest';
import { BROKER_ERROR_CODES, type BrokerErrorCode } from '@perpdesk/broker-core';
import type { Notice } from '@perpdesk/signals';
import { createSpeech } from '../../language/speech.ts';
import { brokerCodeTexts } from '../../language/texts/broker-code.ts';
import { formatNotice } from './format-notice.ts';

const CODES = Object.keys(BROKER_ERROR_CODES) as BrokerErrorCode[];
const SPEECHES = (['en', 'de'] as const).map((language) => ({ language, speech: createSpeech(language, 'UTC') }));
const THERE = {
  en: { no: 'It is not at the exchange.', unknown: 'It may be at the exchange.' },
  de: { no: 'Sie ist nicht an der Börse.', unknown: 'Sie kann an der Börse sein.' },
};

const order = {
  account: { brokerId: 'main', environment: 'live' },
  signalId: 's1',
  intentId: 'i1',
  source: 'chat:user:111',
  symbol: 'BTCUSDT',
  side: 'buy',
  positionSide: 'net',
  kind: 'increase',
  clientOrderId: 'pd-1-2-3',
  quantity: '0.02',
};
/** What adapters say, and what must never get through from an exchange or a proxy before it. */
const DETAILS = [
  ['an adapter’s own words', 'placeOrder: no answer in 5000 ms.'],
  ['an exchange’s words', 'placeOrder: Binance says -2019: Margin is insufficient.'],
  ['raw JSON', 'placeOrder: Binance says -1: {"code":-1,"msg":"x","stack":"y"}'],
  ['a stack', 'Cannot read\n    at place (/srv/app/send.ts:1:2)\n    at run (x.ts:3:4)'],
  ['a page', 'placeOrder: Binance says HTTP 502: <html><body>Bad Gateway</body></html>'],
  ['very much', `placeOrder: Binance says -1: ${'word '.repeat(900)}`],
  ['markup', 'placeOrder: Binance says -1: *bold_ [x](y) <b>&amp;`'],
] as const;

function textOf(
  type: 'order.rejected' | 'order.unknown',
  code: string,
  detail: string,
  speech: (typeof SPEECHES)[number]['speech'],
) {
  const notice = { ...order, type, code, detail } as unknown as Notice;
  return formatNotice(speech, notice, () => null).text.replaceAll(' ', ' ');
}

describe.each(SPEECHES)('in $language', ({ language, speech }) => {
  describe.each(CODES)('%s', (code) => {
    const isUnknown = BROKER_ERROR_CODES[code].outcome === 'unknown';

    test.each(DETAILS)('with %s: what failed, whether it is there, what next, where in the log', (_what, detail) => {
      const text = textOf(isUnknown ? 'order.unknown' : 'order.rejected', code, detail, speech);
      expect(text.split('\n')[0]).toContain('LIVE main · BTCUSDT');
      expect(text).toContain(isUnknown ? THERE[language].unknown : THERE[language].no);
      expect(text).toContain(isUnknown ? '/orders' : brokerCodeTexts[language][code].remedy);
      expect(text).toContain('pd-1-2-3');
      expect(text).not.toMatch(/\{"|<html|\bat \S+ \(|\.ts:\d/u);
      expect(text.length).toBeLessThan(800);
      if (!isUnknown) expect(text).toContain(code);
    });
  });
});
