import type { CaseSource } from './conformance-case.ts';

const BINANCE_DOCS = 'https://developers.binance.com/docs/derivatives/usds-margined-futures';
const CAPTURES = 'QuantConnect/Lean.Brokerages.Binance@9696fc0 QuantConnect.BinanceBrokerage.Tests/TestData';

/** What the contract itself says. */
export function contract(member: string): CaseSource {
  return { kind: 'contract', at: member };
}

/** A page of Binance's USDⓈ-M documentation. */
export function docs(page: string): CaseSource {
  return { kind: 'docs', at: `${BINANCE_DOCS}/${page}` };
}

/** Frames that were captured on Binance's production. */
export function capture(name: string): CaseSource {
  return { kind: 'capture', at: `${CAPTURES} (${name})` };
}

export const NEW_ORDER: CaseSource = docs('trade/rest-api/New-Order');
export const NEW_ALGO_ORDER: CaseSource = docs('trade/rest-api/New-Algo-Order');
export const ERROR_CODES: CaseSource = docs('error-code');
export const GENERAL_INFO: CaseSource = docs('general-info');
export const ALGO_UPDATE: CaseSource = docs('user-data-streams/Event-Algo-Order-Update');
