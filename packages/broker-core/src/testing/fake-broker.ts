import type { Account } from '../account.ts';
import type { BrokerEvent } from '../broker-event.ts';
import type { Broker, Environment } from '../broker.ts';
import { CAPABILITIES, type Capability } from '../capabilities.ts';
import type { Clock } from '../clock.ts';
import type { Decimal } from '../decimal.ts';
import { createEventHub } from '../event-hub.ts';
import type { Instrument } from '../instrument.ts';
import type { Position } from '../position.ts';
import { createFakeCalls, type FakeCall } from './fake-calls.ts';
import { createFakeClock } from './fake-clock.ts';
import { createFakeScript, type FakeArguments, type FakeMethod, type FakeScript } from './fake-script.ts';
import { createFakeState } from './fake-state.ts';

export interface FakeBrokerOptions {
  /** Default `fake`. */
  readonly id?: string;
  /** Default `paper`. */
  readonly environment?: Environment;
  /** Default: all. */
  readonly capabilities?: readonly Capability[];
  /** Default: a clock of its own that stands at 0. */
  readonly clock?: Clock;
  /** Default: {@link fakeInstrument}. */
  readonly instruments?: readonly Instrument[];
  readonly positions?: readonly Position[];
  /** Default: {@link fakeAccount}, in hedge mode where one of the positions is of a long or short side. */
  readonly account?: Account;
  /** Quote asset, for every instrument. Default `60000`. */
  readonly markPrice?: Decimal;
  /** Start as if `connect()` had been called. Default `false`. */
  readonly isConnected?: boolean;
}

/** A broker of scripted answers: it matches nothing, and changes no position by itself. */
export interface FakeBroker extends Broker {
  readonly script: FakeScript;
  /** Every call in order, failed ones included. */
  readonly calls: readonly FakeCall[];
  /** The arguments of each call of one method. */
  callsOf<M extends FakeMethod>(method: M): readonly FakeArguments<M>[];
  /** Feeds `watchAccount`; a told order or position is what the default answers show from then on. */
  emit(event: BrokerEvent): void;
  /** How many `watchAccount` loops run. */
  readonly watcherCount: number;
}

/** A broker of scripted answers, not connected yet. */
export function createFakeBroker(options: FakeBrokerOptions = {}): FakeBroker {
  const { id = 'fake', environment = 'paper', capabilities = CAPABILITIES, clock = createFakeClock(0) } = options;
  const script = createFakeScript();
  const state = createFakeState({ ...options, now: () => clock.now() });
  const calls = createFakeCalls(script, () => isConnected);
  let hub = createEventHub<BrokerEvent>();
  const { play } = calls;
  let isConnected = options.isConnected === true;

  const broker: FakeBroker = {
    id,
    venue: 'fake',
    environment,
    capabilities: new Set(capabilities),
    get isConnected() {
      return isConnected;
    },
    script,
    calls: calls.all,
    callsOf: calls.of,
    get watcherCount() {
      return hub.watcherCount;
    },
    emit(event) {
      state.apply(event);
      hub.emit(event);
    },

    async connect(...args) {
      await play('connect', args, () => {});
      if (isConnected) return;
      hub = createEventHub<BrokerEvent>();
      isConnected = true;
    },
    async close() {
      isConnected = false;
      hub.close();
    },
    [Symbol.asyncDispose]: () => broker.close(),
    watchAccount(watchOptions = {}) {
      if (!isConnected) throw calls.notConnected('watchAccount');
      return hub.watch(watchOptions.abortSignal);
    },

    testConnection: (...args) => play('testConnection', args, () => ({ roundTripMs: 1 })),
    getServerTime: (...args) => play('getServerTime', args, () => clock.now()),
    getInstruments: (...args) => play('getInstruments', args, () => state.instruments),
    getInstrument: (...args) => play('getInstrument', args, state.instrument),
    getMarkPrice: (...args) => play('getMarkPrice', args, state.markPrice),

    getAccount: (...args) => play('getAccount', args, () => state.account),
    getBalance: (...args) => play('getBalance', args, state.balance),
    getPositions: (...args) => play('getPositions', args, () => state.positions),
    getPosition: (...args) => play('getPosition', args, state.position),
    getLeverageBrackets: (...args) => play('getLeverageBrackets', args, state.leverageBrackets),
    getLeverage: (...args) => play('getLeverage', args, state.leverage),
    getMarginType: (...args) => play('getMarginType', args, state.marginType),
    getPositionMode: (...args) => play('getPositionMode', args, () => state.account.positionMode),
    setLeverage: (...args) => play('setLeverage', args, state.setLeverage),
    setMarginType: (...args) => play('setMarginType', args, state.setMarginType),
    setPositionMode: (...args) => play('setPositionMode', args, state.setPositionMode),

    placeOrder: (...args) => play('placeOrder', args, state.place),
    placeOrders: (...args) =>
      play('placeOrders', args, (requests) => requests.map((request) => ({ ok: true, order: state.place(request) }))),
    amendOrder: (...args) => play('amendOrder', args, state.amend),
    cancelOrder: (...args) => play('cancelOrder', args, state.cancel),
    cancelAllOrders: (...args) => play('cancelAllOrders', args, state.cancelAll),
    closePosition: (...args) => play('closePosition', args, state.closePosition),
    setDeadMansSwitch: (...args) => play('setDeadMansSwitch', args, () => {}),

    getOrder: (...args) => play('getOrder', args, state.order),
    findOrder: (...args) => play('findOrder', args, (ref) => ({ order: state.lookUp(ref), serverAt: clock.now() })),
    getOpenOrders: (...args) => play('getOpenOrders', args, state.openOrders),
    getOrderHistory: (...args) => play('getOrderHistory', args, (query) => state.ordersOf(query?.symbol)),
    getFills: (...args) => play('getFills', args, (query) => state.fillsOf(query?.symbol)),
    getIncome: (...args) => play('getIncome', args, () => []),
  };
  return broker;
}
