import { CAPABILITIES, type Capability } from '@perpdesk/broker-core';

/** All that the contract knows. */
export const PAPER_CAPABILITIES: ReadonlySet<Capability> = new Set(CAPABILITIES);
