import type { Broker } from '@perpdesk/broker-core';
import type { AccountState } from './account-state.ts';
import type { AccountView } from './account-view.ts';

/** How a connection does; its owner writes it, its view shows it. */
export interface ConnectionStatus {
  isReady: boolean;
  lastHeardAt: number | null;
  clockOffsetMs: number | null;
  lastError: string | null;
}

export function createConnectionView(
  broker: Broker,
  state: AccountState,
  status: Readonly<ConnectionStatus>,
  venueNow: () => number,
): AccountView {
  const view: AccountView = {
    brokerId: broker.id,
    environment: broker.environment,
    get isReady() {
      return status.isReady && broker.isConnected;
    },
    get positionMode() {
      return state.positionMode;
    },
    get account() {
      return state.account;
    },
    get positions() {
      return state.positions;
    },
    get openOrders() {
      return state.openOrders;
    },
    get instruments() {
      return state.instruments;
    },
    position: state.position,
    instrument: state.instrument,
    leverage: state.leverage,
    marginType: state.marginType,
    venueNow,
    health: () => ({
      brokerId: broker.id,
      venue: broker.venue,
      environment: broker.environment,
      isReady: view.isReady,
      lastHeardAt: status.lastHeardAt,
      clockOffsetMs: status.clockOffsetMs,
      lastError: status.lastError,
    }),
  };
  return view;
}
