import type { CallOptions } from '@perpdesk/broker-core';
import { ask } from '../ask.ts';
import type { Priority } from '../http/rate-limit.ts';
import type { Session } from '../session.ts';
import { symbolConfigsSchema, type WireSymbolConfig } from '../wire/symbol-configs.ts';

export interface SymbolConfigQuestion {
  readonly operation: string;
  /** The instrument's own name; left out: all. */
  readonly symbol?: string | undefined;
  readonly priority?: Priority;
}

/** Leverage and margin type; the stream, which tells of positions without their leverage, is told of it. */
export async function readSymbolConfigs(
  session: Session,
  { operation, symbol, ...rest }: SymbolConfigQuestion,
  options: CallOptions,
): Promise<readonly WireSymbolConfig[]> {
  const path = '/fapi/v1/symbolConfig';
  const question = { operation, path, params: { symbol }, weight: 5, schema: symbolConfigsSchema, ...rest } as const;
  const configs = await ask(session, question, options);
  for (const config of configs) session.leverages.set(config.symbol, config.leverage);
  return configs;
}
