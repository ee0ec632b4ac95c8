import type { Usage } from '../exchange/call-limits.ts';
import { toJson } from '../to-json.ts';
import type { CallEnd } from './call-end.ts';

type Refused = { readonly status: number; readonly code: number; readonly message: string };

/** Binance's form of an error: `{"code":-1121,"msg":"Invalid symbol."}`. */
export function refusalEnd(
  { status, code, message }: Refused,
  usage: Usage | null,
  headers: Readonly<Record<string, string>> = {},
): CallEnd {
  return { kind: 'answer', status, body: toJson({ code, msg: message }), headers, usage };
}
