import type { Broker } from '@perpdesk/broker-core';

const WRITES = [
  'placeOrder',
  'placeOrders',
  'amendOrder',
  'cancelOrder',
  'cancelAllOrders',
  'setLeverage',
  'setMarginType',
  'setPositionMode',
] as const;

const IGNORED = new Set(['clientOrderId', 'validity', 'abortSignal', 'venueOrderId', 'transport']);

/** `placeOrder symbol=BTCUSDT side=buy …`: what was asked for, but for ids and times. */
function describe(name: string, args: readonly unknown[]): string {
  const words = args.flatMap((argument): readonly string[] => {
    if (typeof argument !== 'object' || argument === null) return [String(argument)];
    return Object.entries(argument)
      .filter(([key, value]) => !IGNORED.has(key) && value !== undefined && value !== null)
      .map(([key, value]) => `${key}=${String(value)}`);
  });
  return [name, ...words].join(' ');
}

/** Tells of each write that this account is asked for. */
export function noteWrites(broker: Broker, note: (line: string) => void): void {
  for (const name of WRITES) {
    const write: unknown = Reflect.get(broker, name);
    if (typeof write !== 'function') continue;
    Reflect.set(broker, name, (...args: unknown[]) => {
      note(describe(name, args));
      return write.apply(broker, args) as unknown;
    });
  }
}
