import type {
  Account,
  BrokerEvent,
  Instrument,
  MarginType,
  Order,
  Position,
  PositionMode,
  PositionSide,
} from '@perpdesk/broker-core';
import { SNAPSHOT_LAG_MS, type AccountSnapshot, type MovingParts } from './account-snapshot.ts';
import { withBalance, withPosition } from './account-totals.ts';
import { createOrderTable } from './order-table.ts';
import { createVersionedTable } from './versioned-table.ts';

/** What is known of an account: snapshots load it, events move it forward. */
export interface AccountState {
  load(snapshot: AccountSnapshot): void;
  /** As `load`; instruments and settings stay. */
  loadMoving(parts: MovingParts): void;
  loadInstruments(listed: readonly Instrument[]): void;
  /** Takes an event into account unless something newer is known. */
  apply(event: BrokerEvent): void;
  readonly account: Account | null;
  readonly positionMode: PositionMode;
  readonly positions: readonly Position[];
  readonly openOrders: readonly Order[];
  readonly instruments: readonly Instrument[];
  position(symbol: string, positionSide: PositionSide): Position | null;
  instrument(symbol: string): Instrument | null;
  leverage(symbol: string): number | null;
  marginType(symbol: string): MarginType | null;
}

export function createAccountState(modeBeforeFirstRead: PositionMode): AccountState {
  let account: Account | null = null;
  let instruments: readonly Instrument[] = [];
  let bySymbol = new Map<string, Instrument>();
  const positions = createVersionedTable<Position>();
  const balanceVersions = createVersionedTable<string>();
  const leverages = createVersionedTable<number>();
  const marginTypes = createVersionedTable<MarginType>();
  const orders = createOrderTable();
  const keyOf = (symbol: string, side: PositionSide) => `${symbol} ${side}`;
  const anyPosition = (symbol: string) => positions.values.find((position) => position.symbol === symbol);

  const applyPosition = (event: Extract<BrokerEvent, { type: 'position-updated' }>) => {
    const key = keyOf(event.symbol, event.positionSide);
    const before = positions.get(key);
    const after = event.position === null || event.position.quantity.isZero() ? null : event.position;
    if (positions.put(key, after, event.venueAt) && account !== null) account = withPosition(account, before, after);
  };

  const loadMoving = ({ asOf, account: read, positions: held, openOrders }: MovingParts) => {
    const floor = asOf - SNAPSHOT_LAG_MS;
    account = read;
    positions.load(
      held
        .filter((position) => !position.quantity.isZero())
        .map((value) => ({ key: keyOf(value.symbol, value.positionSide), value, at: value.updatedAt })),
      floor,
    );
    balanceVersions.load(
      read.balances.map(({ asset }) => ({ key: asset, value: asset, at: read.updatedAt })),
      floor,
    );
    orders.load(openOrders, floor);
  };

  const loadInstruments = (listed: readonly Instrument[]) => {
    instruments = listed;
    bySymbol = new Map(listed.map((instrument) => [instrument.symbol, instrument]));
  };

  return {
    loadMoving,
    loadInstruments,
    load(snapshot) {
      loadMoving(snapshot);
      loadInstruments(snapshot.instruments);
      const floor = snapshot.asOf - SNAPSHOT_LAG_MS;
      leverages.load(
        snapshot.settings.flatMap(({ symbol, leverage }) =>
          leverage === null ? [] : [{ key: symbol, value: leverage, at: floor }],
        ),
        floor,
      );
      marginTypes.load(
        snapshot.settings.flatMap(({ symbol, marginType }) =>
          marginType === null ? [] : [{ key: symbol, value: marginType, at: floor }],
        ),
        floor,
      );
    },
    apply(event) {
      switch (event.type) {
        case 'order-updated':
          return orders.put(event.order, event.venueAt);
        case 'position-updated':
          return applyPosition(event);
        case 'balance-updated':
          if (account === null || !balanceVersions.put(event.balance.asset, event.balance.asset, event.venueAt)) return;
          account = withBalance(account, event.balance, event.venueAt);
          return;
        case 'settings-updated':
          if (event.leverage !== null) leverages.put(event.symbol, event.leverage, event.venueAt);
          if (event.marginType !== null) marginTypes.put(event.symbol, event.marginType, event.venueAt);
          return;
        case 'fill-received':
        case 'margin-call':
        case 'order-stuck':
        case 'stream-gap':
          return;
        default:
          event satisfies never;
      }
    },
    get account() {
      return account;
    },
    get positionMode() {
      return account?.positionMode ?? modeBeforeFirstRead;
    },
    get positions() {
      return positions.values;
    },
    get openOrders() {
      return orders.open;
    },
    get instruments() {
      return instruments;
    },
    position: (symbol, positionSide) => positions.get(keyOf(symbol, positionSide)),
    instrument: (symbol) => bySymbol.get(symbol) ?? null,
    leverage: (symbol) => leverages.get(symbol) ?? anyPosition(symbol)?.leverage ?? null,
    marginType: (symbol) => marginTypes.get(symbol) ?? anyPosition(symbol)?.marginType ?? null,
  };
}
