import type { BrokerErrorCode } from '@perpdesk/broker-core';

/** Why a command was not executed; the state is as it was before. */
export type Refusal = { readonly ok: false; readonly code: BrokerErrorCode; readonly message: string };

export function refuse(code: BrokerErrorCode, message: string): Refusal {
  return { ok: false, code, message };
}
