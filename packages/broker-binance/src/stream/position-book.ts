import type { Position, PositionChange, PositionSide } from '@perpdesk/broker-core';
import type { PartialPosition } from './account-frame.ts';
import { completePosition, isSameHolding } from './partial-position.ts';

export interface PositionNews extends PositionChange {
  /** Unix ms, the exchange's time. */
  readonly venueAt: number;
}

export interface LoadedPositions {
  /** How the snapshot differs from what was told. */
  readonly news: readonly PositionNews[];
  /** Instruments of which the stream said something newer than the snapshot: to be read again. */
  readonly doubtful: readonly string[];
}

/** Positions as watchers were told them: the stream says parts, reads complete them. */
export interface PositionBook {
  /** From the stream. `null`: nothing new, or not enough to tell before the position is read. */
  take(part: PartialPosition, venueAt: number): PositionNews | null;
  /** A snapshot of all. @param asOf Unix ms, the exchange's time: later changes may not be in it. */
  load(positions: readonly Position[], asOf: number): LoadedPositions;
  /** A reading of one instrument. `null`: it is older than the stream, or the stream missed something. */
  complete(symbol: string, positions: readonly Position[]): readonly PositionNews[] | null;
  setLeverage(symbol: string, leverage: number): void;
}

interface Row {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  readonly told: Position | null;
  /** What the stream said and could not be told for want of its leverage. */
  readonly untold: PartialPosition | null;
  /** Of what the exchange itself dated. */
  readonly at: number;
}

interface Pair {
  readonly row: Row;
  readonly read: Position | null;
}

const heldIn = ({ untold, told }: Row) => untold ?? told;

/** Whether the row holds something else than was read. */
function isOther(read: Position, row: Row): boolean {
  return heldIn(row)?.quantity.equals(read.quantity) !== true;
}

/** @param leverages By instrument: what the book hears of them, and what others read. */
export function createPositionBook(leverages = new Map<string, number>()): PositionBook {
  const rows = new Map<string, Row>();
  // by our estimate: what no snapshot lists was flat then
  let flatAt = -Infinity;
  const keyOf = ({ symbol, positionSide }: Pick<Row, 'symbol' | 'positionSide'>) => `${symbol} ${positionSide}`;

  const put = (side: Pick<Row, 'symbol' | 'positionSide'>, told: Position | null, at: number): PositionNews => {
    const { symbol, positionSide } = side;
    if (told !== null) leverages.set(symbol, told.leverage);
    rows.set(keyOf(side), { symbol, positionSide, told, untold: null, at });
    return { symbol, positionSide, position: told, venueAt: at };
  };
  const rowOf = (side: Pick<Row, 'symbol' | 'positionSide'>): Row =>
    rows.get(keyOf(side)) ?? { ...side, told: null, untold: null, at: -Infinity };
  /** Sides that are known or read, each with its reading. */
  const pair = (known: readonly Row[], positions: readonly Position[]) => {
    const pairs = new Map<string, Pair>(known.map((row) => [keyOf(row), { row, read: null }]));
    for (const read of positions) {
      const { symbol, positionSide } = read;
      pairs.set(keyOf(read), { row: rowOf({ symbol, positionSide }), read });
    }
    return [...pairs.values()];
  };

  return {
    take(part, venueAt) {
      const row = rowOf({ symbol: part.symbol, positionSide: part.positionSide });
      if (venueAt < row.at || (heldIn(row) === null && venueAt < flatAt)) return null;
      if (part.quantity.isZero()) {
        const news = put(row, null, venueAt);
        return row.told === null && row.untold === null ? null : news;
      }
      const before = row.told !== null && row.told.quantity.s === part.quantity.s ? row.told : null;
      const leverage = before?.leverage ?? leverages.get(part.symbol);
      if (leverage === undefined) {
        rows.set(keyOf(row), { ...row, untold: part, at: venueAt });
        return null;
      }
      const position = completePosition(part, { before, leverage, at: venueAt });
      const isSame =
        isSameHolding(row.told, position) && row.told?.unrealizedPnl.equals(position.unrealizedPnl) === true;
      return isSame ? null : put(row, position, venueAt);
    },
    load(positions, asOf) {
      flatAt = asOf;
      const news: PositionNews[] = [];
      const doubtful: string[] = [];
      for (const { row, read } of pair([...rows.values()], positions)) {
        const isNewer =
          read === null ? row.at > asOf && heldIn(row) !== null : row.at > read.updatedAt && isOther(read, row);
        if (isNewer) {
          doubtful.push(row.symbol);
          continue;
        }
        const one = put(row, read, Math.max(row.at, read?.updatedAt ?? row.at));
        if (!isSameHolding(row.told, read)) news.push({ ...one, venueAt: Math.max(one.venueAt, asOf) });
      }
      return { news, doubtful };
    },
    complete(symbol, positions) {
      const pairs = pair(
        [...rows.values()].filter((row) => row.symbol === symbol),
        positions.filter((position) => position.symbol === symbol),
      );
      const isStale = pairs.some(({ row, read }) =>
        read === null ? heldIn(row) !== null : read.updatedAt <= row.at && isOther(read, row),
      );
      if (isStale) return null;
      return pairs.flatMap(({ row, read }) =>
        read === null ? [] : [put(row, read, Math.max(row.at, read.updatedAt))],
      );
    },
    setLeverage: (symbol, leverage) => void leverages.set(symbol, leverage),
  };
}
