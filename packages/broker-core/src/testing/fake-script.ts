import type { Broker } from '../broker.ts';

type Async<K extends keyof Broker> = Broker[K] extends (...args: never[]) => Promise<unknown> ? K : never;

/** The broker's methods that answer with a promise. */
export type FakeMethod = Exclude<{ [K in keyof Broker]: Async<K> }[keyof Broker], symbol | 'close'>;
export type FakeArguments<M extends FakeMethod> = Parameters<Broker[M]>;
export type FakeResult<M extends FakeMethod> = Awaited<ReturnType<Broker[M]>>;

/** A function is called with the call's arguments; an error is thrown; `hang` never answers, until aborted. */
export type FakeAnswer<M extends FakeMethod> =
  | ((...args: FakeArguments<M>) => FakeResult<M> | Promise<FakeResult<M>>)
  | Error
  | 'hang';

export interface FakeScript {
  /** Answers the next call that no earlier `on` answers: one call each, in their order. */
  on<M extends FakeMethod>(method: M, answer: FakeAnswer<M>): void;
  /** Answers every call that no `on` answers, in place of the default. */
  always<M extends FakeMethod>(method: M, answer: FakeAnswer<M>): void;
}

interface Answers<M extends FakeMethod> {
  readonly once: FakeAnswer<M>[];
  standing?: FakeAnswer<M>;
}
type AnswersByMethod = { readonly [M in FakeMethod]: Answers<M> };

export function createFakeScript(): FakeScript & { next<M extends FakeMethod>(method: M): FakeAnswer<M> | undefined } {
  const answers: AnswersByMethod = {
    connect: { once: [] },
    testConnection: { once: [] },
    getServerTime: { once: [] },
    getInstruments: { once: [] },
    getInstrument: { once: [] },
    getMarkPrice: { once: [] },
    getAccount: { once: [] },
    getBalance: { once: [] },
    getPositions: { once: [] },
    getPosition: { once: [] },
    getLeverageBrackets: { once: [] },
    getLeverage: { once: [] },
    getMarginType: { once: [] },
    getPositionMode: { once: [] },
    setLeverage: { once: [] },
    setMarginType: { once: [] },
    setPositionMode: { once: [] },
    placeOrder: { once: [] },
    placeOrders: { once: [] },
    amendOrder: { once: [] },
    cancelOrder: { once: [] },
    cancelAllOrders: { once: [] },
    closePosition: { once: [] },
    setDeadMansSwitch: { once: [] },
    getOrder: { once: [] },
    findOrder: { once: [] },
    getOpenOrders: { once: [] },
    getOrderHistory: { once: [] },
    getFills: { once: [] },
    getIncome: { once: [] },
  };
  return {
    on: (method, answer) => void answers[method].once.push(answer),
    always(method, answer) {
      answers[method].standing = answer;
    },
    next(method) {
      const { once, standing } = answers[method];
      return once.shift() ?? standing;
    },
  };
}
