export { fakeAccount } from './fake-account.ts';
export { createFakeBroker, type FakeBroker, type FakeBrokerOptions } from './fake-broker.ts';
export type { FakeCall } from './fake-calls.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { fakeFill } from './fake-fill.ts';
export { fakeInstrument } from './fake-instrument.ts';
export { fakeOrder } from './fake-order.ts';
export { fakePosition } from './fake-position.ts';
export type { FakeAnswer, FakeArguments, FakeMethod, FakeResult, FakeScript } from './fake-script.ts';
