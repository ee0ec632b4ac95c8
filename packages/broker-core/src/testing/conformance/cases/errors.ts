import type { BrokerErrorCode } from '../../../broker-error-codes.ts';
import { assertThat, show } from '../assertions.ts';
import type { ConformanceCase, ConformanceGroup } from '../conformance-case.ts';
import type { RefusalCode } from '../fault.ts';
import { ERROR_CODES, GENERAL_INFO } from '../sources.ts';

/** The exchange refuses an order with this meaning: the error says so, and there is no order. */
function refusesPlain(id: string, code: RefusalCode, ...others: readonly BrokerErrorCode[]): ConformanceCase {
  return {
    id,
    title: `an order that the exchange refuses as ${code} is told so, and is not there`,
    needs: ['limit', `refusal:${code}`],
    source: ERROR_CODES,
    seenOnDemo: 'never',
    expects: [code, ...others],
    async run({ broker, faults, resting, refused, absent, id }) {
      await faults.next({ kind: 'refusal', code });
      await refused(() => broker.placeOrder(resting('a', 'buy')), code, ...others);
      await absent(id('a'));
    },
  };
}

function refusesConditional(id: string, code: RefusalCode): ConformanceCase {
  return {
    id,
    title: `a conditional order that the exchange refuses as ${code} is told so, and is not there`,
    needs: ['stop-market', `refusal:${code}`],
    source: ERROR_CODES,
    seenOnDemo: 'never',
    expects: [code],
    async run({ broker, faults, stop, refused, absent, id }) {
      await faults.next({ kind: 'refusal', code });
      await refused(() => broker.placeOrder(stop('a', 'sell')), code);
      await absent(id('a'));
    },
  };
}

/** A cancel that the exchange refuses proves nothing about the order: it is not told as canceled. */
function refusesCancel(id: string, code: 'order-not-found' | 'order-not-open'): ConformanceCase {
  return {
    id,
    title: `a cancel that the exchange refuses as ${code} is told so, and the order is not taken for canceled`,
    needs: ['limit', `refusal:${code}`],
    source: ERROR_CODES,
    seenOnDemo: 'never',
    expects: ['order-not-found', 'order-not-open'],
    async run({ broker, faults, resting, refused, order, id, ref }) {
      await broker.placeOrder(resting('a', 'buy'));
      await order(id('a'), 'open');
      await faults.next({ kind: 'refusal', code });
      await refused(() => broker.cancelOrder(ref('a')), 'order-not-found', 'order-not-open');
      await order(id('a'), 'open');
    },
  };
}

export const ERRORS: ConformanceGroup = {
  prefix: 'ERR',
  title: 'What the exchange refuses',
  cases: [
    refusesPlain('ERR-01', 'unknown-symbol'),
    refusesPlain('ERR-02', 'instrument-not-trading'),
    refusesPlain('ERR-03', 'below-minimum'),
    refusesPlain('ERR-04', 'above-maximum'),
    refusesPlain('ERR-05', 'invalid-precision'),
    refusesPlain('ERR-06', 'price-out-of-range'),
    refusesPlain('ERR-07', 'insufficient-margin'),
    refusesPlain('ERR-08', 'leverage-too-high'),
    refusesPlain('ERR-09', 'reduce-only-rejected'),
    refusesPlain('ERR-10', 'post-only-rejected'),
    refusesPlain('ERR-11', 'fill-or-kill-rejected'),
    refusesPlain('ERR-12', 'position-mode-mismatch'),
    refusesPlain('ERR-13', 'too-many-orders'),
    refusesPlain('ERR-14', 'validity-expired', 'clock'),
    refusesPlain('ERR-15', 'not-authorized'),
    refusesPlain('ERR-16', 'account-restricted'),
    refusesPlain('ERR-17', 'account-not-supported'),
    refusesConditional('ERR-18', 'would-trigger-immediately'),
    refusesConditional('ERR-19', 'insufficient-margin'),
    refusesConditional('ERR-20', 'too-many-orders'),
    refusesCancel('ERR-21', 'order-not-found'),
    refusesCancel('ERR-22', 'order-not-open'),
    {
      id: 'ERR-23',
      title: 'a client order id that the exchange says is taken leaves the outcome unknown',
      needs: ['limit', 'refusal:duplicate-client-order-id'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['duplicate-client-order-id'],
      async run({ broker, faults, resting, unknown, absent, id }) {
        await faults.next({ kind: 'refusal', code: 'duplicate-client-order-id' });
        await unknown(() => broker.placeOrder(resting('a', 'buy')), 'duplicate-client-order-id');
        await absent(id('a'));
      },
    },
    {
      id: 'ERR-24',
      title: 'a margin type that the exchange refuses to change is told so, and stands',
      needs: ['isolated-margin', 'cross-margin', 'refusal:has-open-exposure'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['has-open-exposure'],
      async run({ broker, faults, refused, symbol }) {
        const before = await broker.getMarginType(symbol);
        await faults.next({ kind: 'refusal', code: 'has-open-exposure' });
        const other = before === 'cross' ? 'isolated' : 'cross';
        await refused(() => broker.setMarginType(symbol, other), 'has-open-exposure');
        assertThat((await broker.getMarginType(symbol)) === before, 'The margin type has changed.');
      },
    },
    {
      id: 'ERR-25',
      title: 'a leverage that the exchange refuses is told so, and the old one stands',
      needs: ['refusal:leverage-too-high'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['leverage-too-high'],
      async run({ broker, faults, refused, symbol }) {
        const before = await broker.getLeverage(symbol);
        await faults.next({ kind: 'refusal', code: 'leverage-too-high' });
        await refused(() => broker.setLeverage(symbol, before === 4 ? 3 : 4), 'leverage-too-high');
        assertThat((await broker.getLeverage(symbol)) === before, 'The leverage has changed.');
      },
    },
    {
      id: 'ERR-26',
      title: 'a code that no adapter knows is told raw as venue-error, and not as not-sent',
      needs: ['limit', 'fault:unmapped-code'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      expects: ['venue-error'],
      async run({ broker, faults, resting, failed, absent, id }) {
        await faults.next({ kind: 'unmapped-code' });
        const error = await failed(() => broker.placeOrder(resting('a', 'buy')), 'venue-error');
        assertThat(error.outcome !== 'not-sent', 'It claims that nothing was sent.');
        const { venue } = error;
        assertThat(venue !== undefined && venue.message.length > 0, `The exchange’s answer is ${show(venue)}.`);
        await absent(id('a'));
      },
    },
    {
      id: 'ERR-27',
      title: 'a read that the exchange refuses for the key is told so',
      needs: ['refusal:not-authorized'],
      source: GENERAL_INFO,
      seenOnDemo: 'never',
      expects: ['not-authorized'],
      async run({ broker, faults, failed, symbol }) {
        await faults.next({ kind: 'refusal', code: 'not-authorized', on: 'getFills' });
        await failed(() => broker.getFills({ symbol }), 'not-authorized');
      },
    },
    {
      id: 'ERR-28',
      title: 'what the exchange says is set already is set: no error',
      needs: ['refusal:already-set'],
      source: ERROR_CODES,
      seenOnDemo: 'never',
      async run({ broker, faults, symbol }) {
        const marginType = await broker.getMarginType(symbol);
        await faults.next({ kind: 'refusal', code: 'already-set', on: 'setMarginType' });
        await broker.setMarginType(symbol, marginType);
        assertThat((await broker.getMarginType(symbol)) === marginType, 'The margin type has changed.');
      },
    },
  ],
};
