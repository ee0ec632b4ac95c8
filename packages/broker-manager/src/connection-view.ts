import type { Broker, Clock } from '@perpdesk/broker-core';
import type { AccountState } from './account-state.ts';
import type { AccountView } from './account-view.ts';
import { readLimits } from './broker-limits.ts';
import type { ConnectionStatus } from './connection-status.ts';

export function createConnectionView(
  broker: Broker,
  state: AccountState,
  status: () => ConnectionStatus,
  clock: Clock,
): AccountView {
  const view: AccountView = {
    brokerId: broker.id,
    environment: broker.environment,
    get isReady() {
      return status().isReady && broker.isConnected;
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
    venueNow: () => clock.now() + (status().clockOffsetMs ?? 0),
    health() {
      const { streamHeardAt, lastHeardAt, clockOffsetMs, lastError, lastFailure } = status();
      return {
        brokerId: broker.id,
        venue: broker.venue,
        environment: broker.environment,
        isConnected: broker.isConnected,
        isReady: view.isReady,
        lastHeardAt,
        streamAgeMs: streamHeardAt === null ? null : Math.max(0, clock.now() - streamHeardAt),
        clockOffsetMs,
        limits: readLimits(broker),
        lastError,
        lastFailure,
      };
    },
  };
  return view;
}
