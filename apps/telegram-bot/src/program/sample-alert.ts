/** The documentation's sample alert; its two times are names to be filled in. */
export const SAMPLE_ALERT = {
  strategy: 'btc-trend',
  symbol: 'BTCUSDT.P',
  exchange: 'BINANCE',
  action: 'buy',
  contracts: '0.02',
  marketPosition: 'long',
  marketPositionSize: '0.02',
  prevMarketPosition: 'flat',
  prevMarketPositionSize: '0',
  positionSize: '0.02',
  orderId: 'Long',
  price: '60000',
  interval: '5',
  barTime: 'BAR_TIME',
  firedAt: 'FIRED_AT',
  orderType: 'market',
} as const;

/** Leaves the single quotes for the shell's date, so that the time is that of the call in sh, dash and bash. */
function shellDate(format: string): string {
  return `'"$(date -u +${format})"'`;
}

/** One shell line that posts the sample alert, fired at the time of the call, and prints the answer. */
export function sampleAlertCall(url: string, token: string): string {
  const body = JSON.stringify(SAMPLE_ALERT)
    .replace('BAR_TIME', shellDate('%Y-%m-%dT%H:%M:00Z'))
    .replace('FIRED_AT', shellDate('%Y-%m-%dT%H:%M:%SZ'));
  return `curl -sS -w '\\n' -X POST ${url}/hooks/${token} -H 'content-type: application/json' -d '${body}'`;
}
