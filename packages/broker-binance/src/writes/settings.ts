import {
  BrokerError,
  formatDecimal,
  MARGIN_TYPES,
  POSITION_MODES,
  type Broker,
  type WriteOptions,
} from '@perpdesk/broker-core';
import type { BinanceBroker } from '../binance-broker.ts';
import { wireMarginType } from '../map/margin-type.ts';
import { wirePositionSide } from '../map/order-words.ts';
import type { Session } from '../session.ts';
import { beforeSending } from './before-sending.ts';
import { readingFor } from './reading-for.ts';
import { send, type Write } from './send.ts';

export type SettingWrites = Pick<Broker, 'setLeverage' | 'setMarginType' | 'setPositionMode' | 'setDeadMansSwitch'> &
  Pick<BinanceBroker, 'adjustIsolatedMargin'>;

/** Settings of the account and its instruments. What is set already resolves. */
export function createSettingWrites(current: (operation: string) => Session): SettingWrites {
  const prepare = async (operation: string, text: string, options: WriteOptions = {}) => {
    const session = current(operation);
    const reading = readingFor(operation, options);
    return { session, instrument: await beforeSending(session.instruments.get(text, reading)) };
  };
  const post = (session: Session, write: Omit<Write, 'method'>, options: WriteOptions | undefined) =>
    unlessSet(send(session, { ...write, method: 'POST' }, options));

  return {
    async setLeverage(text, leverage, options) {
      const operation = 'setLeverage';
      const { session, instrument } = await prepare(operation, text, options);
      if (!Number.isInteger(leverage) || leverage < 1) {
        throw new BrokerError('invalid-request', {
          operation,
          message: `Leverage ${leverage} is no whole number from 1 on.`,
        });
      }
      const params = { symbol: instrument.symbol, leverage: String(leverage) };
      await post(session, { operation, path: '/fapi/v1/leverage', params, weight: 1 }, options);
    },
    async setMarginType(text, marginType, options) {
      const operation = 'setMarginType';
      const { session, instrument } = await prepare(operation, text, options);
      assertOneOf(MARGIN_TYPES, marginType, operation);
      const params = { symbol: instrument.symbol, marginType: wireMarginType(marginType) };
      await post(session, { operation, path: '/fapi/v1/marginType', params, weight: 1 }, options);
    },
    async setPositionMode(positionMode, options) {
      const operation = 'setPositionMode';
      const session = current(operation);
      assertOneOf(POSITION_MODES, positionMode, operation);
      const params = { dualSidePosition: positionMode === 'hedge' ? 'true' : 'false' };
      try {
        await post(session, { operation, path: '/fapi/v1/positionSide/dual', params, weight: 1 }, options);
      } catch (error) {
        // it may have been set all the same
        if (BrokerError.is(error) && error.outcome === 'unknown') session.mode.doubt();
        throw error;
      }
      session.mode.notePositionMode(positionMode);
    },
    async setDeadMansSwitch(text, timeoutMs, options) {
      const operation = 'setDeadMansSwitch';
      const { session, instrument } = await prepare(operation, text, options);
      if (!Number.isInteger(timeoutMs) || timeoutMs < 0) {
        throw new BrokerError('invalid-request', {
          operation,
          message: `timeoutMs ${timeoutMs} is no whole number from 0 on.`,
        });
      }
      const params = { symbol: instrument.symbol, countdownTime: String(timeoutMs) };
      const write = { operation, path: '/fapi/v1/countdownCancelAll', params, weight: 10, priority: 'reduce' } as const;
      await post(session, write, options);
    },
    async adjustIsolatedMargin(text, positionSide, amount, options) {
      const operation = 'adjustIsolatedMargin';
      const { session, instrument } = await prepare(operation, text, options);
      if (amount.isZero()) {
        throw new BrokerError('invalid-request', {
          operation,
          message: 'An amount of 0 changes nothing. Give more to add, less than 0 to take out.',
        });
      }
      const params = {
        symbol: instrument.symbol,
        positionSide: wirePositionSide(positionSide),
        amount: formatDecimal(amount.abs()),
        type: amount.isPositive() ? '1' : '2',
      };
      const priority = amount.isPositive() ? 'reduce' : 'normal';
      await post(session, { operation, path: '/fapi/v1/positionMargin', params, weight: 1, priority }, options);
    },
  };
}

/** What untyped code calls otherwise would be taken for the other one. */
function assertOneOf(known: readonly string[], value: string, operation: string): void {
  if (known.includes(value)) return;
  throw new BrokerError('invalid-request', { operation, message: `${value} is none of ${known.join(', ')}. Use one.` });
}

async function unlessSet(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!BrokerError.is(error) || error.code !== 'already-set') throw error;
  }
}
