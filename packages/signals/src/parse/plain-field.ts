import { toSymbol } from '@perpdesk/broker-core';
import { toVerb } from '../dialects/verbs.ts';
import { isCryptoExchange } from '../normalise/crypto-exchanges.ts';
import { FIELD_NAMES, type FieldName } from './field-names.ts';
import { readNumber } from './read-number.ts';
import { readTime } from './read-time.ts';

interface PlainField {
  /** Plain names, without their number. */
  readonly names: ReadonlySet<string>;
  readonly isWellFormed: (text: string) => boolean;
}

function named(fields: readonly FieldName[], others: string, isWellFormed: PlainField['isWellFormed']): PlainField {
  const known = fields.flatMap((field): readonly string[] => [
    ...FIELD_NAMES[field].names,
    ...FIELD_NAMES[field].fallbacks,
  ]);
  return { names: new Set([...known, ...others.split(/\s+/)]), isWellFormed };
}

/** What every dialect reads of a closed form, in whatever object it stands. */
const PLAIN_FIELDS: readonly PlainField[] = [
  named(['symbol'], 'instrument tvinstrument pair', (text) => toSymbol(text) !== null),
  named(['exchange'], '', isCryptoExchange),
  named(
    ['action', 'marketPosition', 'prevMarketPosition'],
    'direction command signal sentiment',
    (text) => toVerb(text) !== null,
  ),
  named(['firedAt', 'barAt'], '', (text) => readTime(text, '').ok),
  named(
    ['contracts', 'marketPositionSize', 'prevMarketPositionSize', 'positionSize', 'price', 'leverage'],
    `size amount volume lots notional margin percent delay maxlag equitypercentnotional positionpercent percentofposition
    positionpct positionvalue limitprice signalprice triggerprice stopprice trailamount trailpercent
    sl slprice slpercent stoploss stoplossprice stoplosspercent tp tpprice tppercent tpshare takeprofit takeprofitprice
    takeprofitpercent takeprofitshare takeprofitvolumeratio`,
    (text) => readNumber(text.trim().replace(/\s*[d%]$/i, ''), '').ok,
  ),
];

/**
 * Whether a value is what its field is read for: a symbol, an exchange, a side, a time or a number. An exit is not lost for
 * the same value under a secret's name.
 */
export function isPlainField(name: string, text: string): boolean {
  return fieldsNamed(name).some(({ isWellFormed }) => isWellFormed(text));
}

/** Whether a key is one that is read: it is a name, whatever secret is called so. */
export function isPlainName(name: string): boolean {
  return fieldsNamed(name).length > 0;
}

/** Targets are numbered. */
function fieldsNamed(name: string): readonly PlainField[] {
  const bare = name.replace(/\d{1,2}/, '');
  return PLAIN_FIELDS.filter(({ names }) => names.has(bare));
}
