import {
  BrokerError,
  type Broker,
  type CallOptions,
  type Position,
  type PositionMode,
  type PositionSide,
} from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Priority } from '../http/rate-limit.ts';
import { positionsOf } from '../map/position.ts';
import type { Session } from '../session.ts';
import { positionRisksSchema } from '../wire/position-risks.ts';
import { readSymbolConfigs } from './read-symbol-configs.ts';

export interface PositionQuestion extends CallOptions {
  readonly operation: string;
  /** The instrument's own name; left out: all. */
  readonly symbol?: string;
  /** Default `reduce`: closing rests on it. */
  readonly priority?: Priority;
}

/**
 * Open positions with their settings: two reads, since positionRisk v3 has neither leverage nor margin type. Their sides
 * prove the account's position mode.
 */
export async function readPositions(session: Session, question: PositionQuestion): Promise<readonly Position[]> {
  const { operation, symbol, priority = 'reduce', ...options } = question;
  const shared = { operation, params: { symbol }, weight: 5, priority, schema: positionRisksSchema } as const;
  const [risks, configs] = await Promise.all([
    ask(session, { ...shared, path: '/fapi/v3/positionRisk' }, options),
    readSymbolConfigs(session, { operation, symbol, priority }, options),
  ]);
  const positions = positionsOf(risks, configs);
  const [first] = positions;
  if (first !== undefined && modeOf(first.positionSide) !== session.mode.positionMode) {
    session.mode.notePositionMode(modeOf(first.positionSide));
  }
  return positions;
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
      return (await readSide(session, { operation, symbol, positionSide, ...options })).position;
    },
  };
}

export interface SideQuestion extends PositionQuestion {
  readonly symbol: string;
  readonly positionSide: PositionSide | undefined;
}

/**
 * One side of an instrument; `null` where it is flat.
 *
 * @throws {BrokerError} `invalid-request` in hedge mode without a side; `position-mode-mismatch` for one that the
 *   account's mode does not have: that is not flat. Both not-sent.
 */
export async function readSide(
  session: Session,
  { positionSide, ...question }: SideQuestion,
): Promise<{ readonly side: PositionSide; readonly position: Position | null }> {
  // refused at once where the mode is known, and again where the positions prove another one
  sideAsked(session, question, positionSide);
  const positions = await readPositions(session, question);
  const side = sideAsked(session, question, positionSide);
  return { side, position: positions.find((position) => position.positionSide === side) ?? null };
}

function sideAsked(
  { mode }: Session,
  { operation, symbol }: Pick<SideQuestion, 'operation' | 'symbol'>,
  positionSide: PositionSide | undefined,
): PositionSide {
  const { positionMode } = mode;
  if (positionSide === undefined) {
    if (positionMode === 'one-way') return 'net';
    const message = `${symbol} has two sides in hedge mode. Say positionSide long or short.`;
    throw new BrokerError('invalid-request', { operation, message, outcome: 'not-sent' });
  }
  if (modeOf(positionSide) === positionMode) return positionSide;
  mode.doubt();
  const remedy = positionMode === 'one-way' ? 'Use net, or leave it out.' : 'Use long or short.';
  const message = `positionSide ${positionSide} does not exist in ${positionMode} mode. ${remedy}`;
  throw new BrokerError('position-mode-mismatch', { operation, message, outcome: 'not-sent' });
}

function modeOf(positionSide: PositionSide): PositionMode {
  return positionSide === 'net' ? 'one-way' : 'hedge';
}
