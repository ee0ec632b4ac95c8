/** The parts of the `binance` package that we stand on: its parameters as text, and what it signs of them. */
export type Sdk = typeof import('binance/lib/util/requestUtils.js');

let loading: Promise<Sdk> | null = null;

/**
 * Loads the SDK's request functions, once and not before somebody connects. The file and not the package: its entry
 * brings every client with it (docs/decisions/2026-11-26-below-the-binance-sdk.md).
 */
export function loadSdk(): Promise<Sdk> {
  loading ??= import('binance/lib/util/requestUtils.js');
  return loading;
}
