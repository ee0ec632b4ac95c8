import { CAPABILITIES, type Capability } from '@perpdesk/broker-core';

/** All of the contract's. */
export const BINANCE_CAPABILITIES: ReadonlySet<Capability> = new Set(CAPABILITIES);
