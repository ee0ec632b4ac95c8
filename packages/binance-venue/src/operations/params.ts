import { type Decimal, decimal } from '@perpdesk/broker-core';
import type { Exchange } from '../exchange/exchange.ts';
import type { ListedSymbol } from '../exchange/listed-symbol.ts';
import { VenueRefusal } from '../venue-refusal.ts';

/** A call's parameters as text, as they came: query and body of REST, `params` of the WS-API. */
export type Params = ReadonlyMap<string, string>;

const NUMBER = /^[+-]?\d{1,20}(\.\d{1,20})?$/;
const WHOLE = /^\d{1,15}$/;

export function malformed(name: string): VenueRefusal {
  return new VenueRefusal(-1102, `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`);
}

/** Binance writes these names in lower case. */
export function notRequired(name: string): VenueRefusal {
  return new VenueRefusal(-1106, `Parameter '${name.toLowerCase()}' sent when not required.`);
}

/** `undefined` where it was not sent or is empty. */
export function optionalText(params: Params, name: string): string | undefined {
  const text = params.get(name);
  return text === '' ? undefined : text;
}

export function requiredText(params: Params, name: string): string {
  const text = optionalText(params, name);
  if (text === undefined) throw malformed(name);
  return text;
}

export function optionalNumber(params: Params, name: string): Decimal | undefined {
  const text = optionalText(params, name);
  if (text === undefined) return undefined;
  if (NUMBER.test(text)) return decimal(text);
  throw new VenueRefusal(
    -1100,
    `Illegal characters found in parameter '${name}'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.`,
  );
}

export function requiredNumber(params: Params, name: string): Decimal {
  const number = optionalNumber(params, name);
  if (number === undefined) throw malformed(name);
  return number;
}

/** Of at most 15 digits: times, limits, counts. Ids are text. */
export function optionalWhole(params: Params, name: string): number | undefined {
  const text = optionalText(params, name);
  if (text === undefined) return undefined;
  if (!WHOLE.test(text)) throw malformed(name);
  return Number.parseInt(text, 10);
}

export function requiredWhole(params: Params, name: string): number {
  const number = optionalWhole(params, name);
  if (number === undefined) throw malformed(name);
  return number;
}

/** Default false; any case. */
export function flag(params: Params, name: string): boolean {
  return optionalFlag(params, name) ?? false;
}

export function optionalFlag(params: Params, name: string): boolean | undefined {
  const text = optionalText(params, name)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw malformed(name);
  return text === 'true';
}

/** One of Binance's words; where it is another, refused with this code and text. */
export function word<const Word extends string>(
  params: Params,
  name: string,
  words: readonly Word[],
  refusal?: readonly [code: number, message: string],
): Word | undefined {
  const text = optionalText(params, name);
  if (text === undefined) return undefined;
  const found = words.find((one) => one === text);
  if (found !== undefined) return found;
  throw refusal === undefined ? malformed(name) : new VenueRefusal(...refusal);
}

export function listedSymbol(exchange: Exchange, params: Params): ListedSymbol {
  const found = exchange.market.symbols.get(requiredText(params, 'symbol'));
  if (found === undefined) throw new VenueRefusal(-1121, 'Invalid symbol.');
  return found;
}

/** `undefined` where no symbol was sent. */
export function optionalSymbol(exchange: Exchange, params: Params): ListedSymbol | undefined {
  return optionalText(params, 'symbol') === undefined ? undefined : listedSymbol(exchange, params);
}
