import { ZERO, type Broker, type BrokerId, type Clock } from '@perpdesk/broker-core';
import { applySetting, leverageSetting } from './apply-settings.ts';
import type { BrokerManager, ClosingReport } from './broker-manager.ts';
import { onBrokers, type BrokerOperation, type OnAllOptions } from './on-all.ts';
import type { OrderGate } from './order-gate.ts';
import { createPositionDriver } from './position-driver.ts';
import { toBrokerError } from './to-broker-error.ts';
import { totalOf } from './total-of.ts';

export interface OperateOptions {
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  readonly gate: OrderGate;
  /** @throws {BrokerError} `invalid-request` for an id that does not exist. */
  readonly brokersOf: (ids: readonly BrokerId[] | undefined, operation: string) => readonly Broker[];
}

type Operations = Pick<
  BrokerManager,
  | 'onAll'
  | 'getAllPositions'
  | 'getAllAccounts'
  | 'getTotals'
  | 'setLeverageOnAll'
  | 'syncPosition'
  | 'closeAllPositions'
>;

/** What is asked of all accounts at once. */
export function operateOnAll({ clock, callTimeoutMs, gate, brokersOf }: OperateOptions): Operations {
  const driver = createPositionDriver({ clock, gate });

  const ask = async <T>(name: string, operation: BrokerOperation<T>, options: OnAllOptions) => {
    const { ids, timeoutMs = callTimeoutMs, abortSignal } = options;
    return onBrokers(brokersOf(ids, name), operation, { clock, timeoutMs, abortSignal });
  };
  const getAllAccounts: Operations['getAllAccounts'] = (options = {}) =>
    ask('getAllAccounts', (broker, abortSignal) => broker.getAccount({ abortSignal }), options);

  const closeAll = async (
    broker: Broker,
    name: string,
    abortSignal: AbortSignal,
  ): Promise<readonly ClosingReport[]> => {
    const positions = await broker.getPositions({ abortSignal });
    const symbols = [...new Set(positions.map(({ symbol }) => symbol))];
    return Promise.all(
      symbols.map(async (symbol): Promise<ClosingReport> => {
        try {
          return { symbol, ok: true, report: await driver.drive(broker, { symbol, target: ZERO, name, abortSignal }) };
        } catch (error) {
          return { symbol, ok: false, error: toBrokerError(error, 'closeAllPositions') };
        }
      }),
    );
  };

  return {
    onAll: (operation, options = {}) => ask('onAll', operation, options),
    getAllPositions: (options = {}) =>
      ask('getAllPositions', (broker, abortSignal) => broker.getPositions({ abortSignal }), options),
    getAllAccounts,
    getTotals: async (options) => totalOf(await getAllAccounts(options), options),
    setLeverageOnAll: (symbol, leverage, options = {}) =>
      ask(
        'setLeverageOnAll',
        (broker, abortSignal) => applySetting(leverageSetting(broker, symbol, leverage, { abortSignal })),
        options,
      ),
    syncPosition: (symbol, target, { name, ...options }) =>
      ask(
        'syncPosition',
        (broker, abortSignal) => driver.drive(broker, { symbol, target, name, abortSignal }),
        options,
      ),
    closeAllPositions: ({ name, ...options }) =>
      ask('closeAllPositions', (broker, abortSignal) => closeAll(broker, name, abortSignal), options),
  };
}
