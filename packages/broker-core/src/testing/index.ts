export type { Bench } from './conformance/bench.ts';
export type { CaseContext } from './conformance/case-context.ts';
export type { Call } from './conformance/case-failures.ts';
export type { OrderBase, Terms } from './conformance/case-terms.ts';
export type { CaseSource, ConformanceCase, ConformanceGroup } from './conformance/conformance-case.ts';
export { conformance, type ConformanceTest } from './conformance/conformance.ts';
export type { EventRecord } from './conformance/event-record.ts';
export {
  FAULT_KINDS,
  REFUSAL_CODES,
  type Fault,
  type FaultKind,
  type FaultsDoor,
  type RefusalCode,
  type FaultBase,
} from './conformance/fault.ts';
export { formatCapabilityTable, formatCaseList, formatGroupTable } from './conformance/format-cases.ts';
export { CONFORMANCE_CASES, CONFORMANCE_GROUPS } from './conformance/groups.ts';
export type { MarketDoor } from './conformance/market-door.ts';
export { DOORS, FAULT_DOORS, MARKET_DOORS, NEEDS, STREAM_DOORS, type Door, type Need } from './conformance/need.ts';
export { runCase } from './conformance/run-case.ts';
export { STREAM_FAULTS, type StreamDoor, type StreamFault } from './conformance/stream-door.ts';
export { fakeAccount } from './fake-account.ts';
export { createFakeBroker, type FakeBroker, type FakeBrokerOptions } from './fake-broker.ts';
export type { FakeCall } from './fake-calls.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { fakeFill } from './fake-fill.ts';
export { fakeInstrument } from './fake-instrument.ts';
export { fakeOrder } from './fake-order.ts';
export { fakePosition } from './fake-position.ts';
export type { FakeAnswer, FakeArguments, FakeMethod, FakeResult, FakeScript } from './fake-script.ts';
