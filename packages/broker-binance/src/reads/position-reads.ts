import { BrokerError, type Broker, type CallOptions, type Position, type PositionSide } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import { positionsOf } from '../map/position.ts';
import type { Session } from '../session.ts';
import { positionRisksSchema } from '../wire/position-risks.ts';
import { symbolConfigsSchema } from '../wire/symbol-configs.ts';

export interface PositionQuestion extends CallOptions {
  readonly operation: string;
  /** The instrument's own name; left out: all. */
  readonly symbol?: string;
}

/** Open positions with their settings: two reads, since positionRisk v3 has neither leverage nor margin type. */
export async function readPositions(session: Session, question: PositionQuestion): Promise<readonly Position[]> {
  const { operation, symbol, ...options } = question;
  const shared = { operation, params: { symbol }, weight: 5, priority: 'reduce' } as const;
  const [risks, configs] = await Promise.all([
    ask(session, { ...shared, path: '/fapi/v3/positionRisk', schema: positionRisksSchema }, options),
    ask(session, { ...shared, path: '/fapi/v1/symbolConfig', schema: symbolConfigsSchema }, options),
  ]);
  return positionsOf(risks, configs);
}

export type PositionReads = Pick<Broker, 'getPositions' | 'getPosition'>;

export function createPositionReads(current: (operation: string) => Session): PositionReads {
  return {
    getPositions: async (options = {}) =>
      readPositions(current('getPositions'), { operation: 'getPositions', ...options }),
    async getPosition(text, positionSide, options = {}) {
      const operation = 'getPosition';
      const session = current(operation);
      const { symbol } = await session.instruments.get(text, { operation, ...options });
      const side = sideAsked(session, symbol, positionSide, operation);
      const positions = await readPositions(session, { operation, symbol, ...options });
      return positions.find((position) => position.positionSide === side) ?? null;
    },
  };
}

/** @throws {BrokerError} `invalid-request` in hedge mode without a side. */
export function sideAsked(
  { mode }: Session,
  symbol: string,
  positionSide: PositionSide | undefined,
  operation: string,
): PositionSide {
  if (mode.positionMode === 'one-way') return positionSide ?? 'net';
  if (positionSide !== undefined) return positionSide;
  const message = `${symbol} has two sides in hedge mode. Say positionSide long or short.`;
  throw new BrokerError('invalid-request', { operation, message });
}
