/**
 * Why an order ended without having filled whole, by the number in `er`.
 *
 * @see https://developers.binance.com/docs/derivatives/usds-margined-futures/user-data-streams/Event-Order-Update
 */
const REASONS: Readonly<Record<string, string>> = {
  '1': 'self-trade prevention',
  '2': 'immediate-or-cancel: the rest could not fill at once',
  '3': 'immediate-or-cancel: the rest met self-trade prevention',
  '4': 'reduce-only: a reducing order of higher priority took its place, or it would have turned the position',
  '5': 'the account was liquidated',
  '6': 'the position that it was tied to is closed',
  '7': 'the instrument is delisted',
  '8': 'replaced by the order that its trigger made',
  '9': 'market order: the rest found no counterparty',
  '10': 'fill-or-kill: it could not fill whole at once',
  '11': 'post-only: it would have taken liquidity',
};

/** `null` where Binance names none; a number that is not documented is told as it is. */
export function expiryReasonOf(er: string | number | undefined): string | null {
  const number = String(er ?? '0');
  if (number === '0' || number === '') return null;
  return (Object.hasOwn(REASONS, number) ? REASONS[number] : undefined) ?? `expiry reason ${number}`;
}
