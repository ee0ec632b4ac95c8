import type { Usage } from '../exchange/call-limits.ts';

/** How a call ends. */
export type CallEnd =
  | {
      readonly kind: 'answer';
      /** HTTP status; the WS-API's `status`. */
      readonly status: number;
      /** JSON text, or what a fault rule says. */
      readonly body: string;
      /** Beside those for the usage. */
      readonly headers: Readonly<Record<string, string>>;
      /** `null` where nothing was counted. */
      readonly usage: Usage | null;
    }
  /** The connection is cut, whether the call was carried out or not. */
  | { readonly kind: 'drop' }
  /** There is no answer, ever. */
  | { readonly kind: 'hang' };
