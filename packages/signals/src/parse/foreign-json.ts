import type { Refusal } from '../signal.ts';
import type { JsonNode } from './json-node.ts';
import { plainName } from './key-name.ts';
import { refuse } from './refuse.ts';
import { isExchangeKey } from './secret-keys.ts';
import { sentence } from '../sentences/sentence.ts';

/** Keys, as plain names, that only one platform's alerts carry: all of one row. */
const PLATFORMS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '3Commas': [['botuuid'], ['emailtoken'], ['messagetype', 'botid']],
  'OKX signal bot': [['signaltoken'], ['investmenttype', 'maxlag']],
  Altrady: [['dcaorders'], ['signalid', 'quoteamount']],
  'Crypto-Arsenal': [['connectorname'], ['connectortoken']],
  PickMyTrade: [['multipleaccounts'], ['reverseorderclose']],
  'TV-Hub': [['isbuy'], ['issell'], ['ismarket']],
  'TradingView webhook executor': [['tpcount'], ['signaltype', 'entryprice'], ['signaltype', 'exitprice']],
};

/** The same for alerts that say no position: with one they are native, and the extra key is only unused. */
const PLATFORMS_WITHOUT_POSITION: typeof PLATFORMS = {
  TradersPost: [['sentiment'], ['quantitytype']],
  'TradingView alerts processor': [['stub']],
  'TradingView alert connector': [['market', 'order', 'reverse']],
  CryptoGnome: [['ordermode', 'closeposition']],
  'TradingView webhook executor': [['signaltype'], ['orderalertmessage']],
};

const POSITION_NAMES = ['marketposition', 'marpos', 'positionsize', 'marketpositionsize', 'marpossize'];
/** What other dialects call their orders. Native alerts say buy or sell, and the position that results. */
const FOREIGN_VERB =
  /^(?:long|short|flat|exit|add|close|open|increase|reduce|reverse|cancel|(?:enter|exit|open|close)[-_ ]?(?:long|short|all)|(?:long|short)[-_ ]?(?:open|close|entry|exit))$/i;
const STOP_IN_UNCLEAR_UNIT = /^(?:sl|tp\d*|stoploss|takeprofit\d*|trail(?:ing)?(?:stop)?)(?:points?|pips?|ticks?)$/;

export interface ForeignOptions {
  /** The platform whose dialect the route declares. */
  readonly own?: string;
  /** The route's mode takes words such as `exit` and `open_long`. */
  readonly takesVerbs?: boolean;
}

/** Why these members are not an alert of the route's; `null` where nothing says so. Keys of an exchange account come first. */
export function refuseForeign(
  members: ReadonlyMap<string, JsonNode>,
  { own, takesVerbs = false }: ForeignOptions = {},
): Refusal | null {
  const entries = [...everyMember(members)];
  if (entries.some(([key, item]) => isExchangeKey(key) && hasValue(item))) {
    return refuse('foreign-platform', sentence('exchange-key'));
  }
  const names = new Set(entries.map(([key]) => plainName(key)));
  const saysPosition = POSITION_NAMES.some((name) => names.has(name));
  const platform =
    platformOf(names, PLATFORMS, own) ?? (saysPosition ? null : platformOf(names, PLATFORMS_WITHOUT_POSITION, own));
  if (platform !== null) {
    return refuse(
      'foreign-platform',
      own === undefined ? sentence('format-of', { platform }) : sentence('format-of-not', { platform, own }),
    );
  }
  const verb =
    saysPosition || takesVerbs ? undefined : entries.find(([key, item]) => isForeignVerb(plainName(key), item));
  if (verb !== undefined) {
    return refuse('foreign-platform', sentence('verb-of-others', { field: verb[0] }));
  }
  if (names.has('sectype')) return refuse('unsupported-asset', sentence('security'));
  if (names.has('msg') && ['telegram', 'discord', 'slack'].some((name) => names.has(name))) {
    return refuse('not-a-command', sentence('chat-message'));
  }
  return null;
}

/** Why its stops and targets cannot be meant for a crypto perpetual: they are told in points or pips. */
export function refuseStopUnit(members: ReadonlyMap<string, JsonNode>): Refusal | null {
  const stop = [...everyMember(members)].find(
    ([key, item]) => STOP_IN_UNCLEAR_UNIT.test(plainName(key)) && hasValue(item),
  );
  return stop === undefined ? null : refuse('ambiguous-unit', sentence('stop-unit', { field: stop[0] }));
}

function isForeignVerb(name: string, item: JsonNode): boolean {
  return (
    ['action', 'orderaction', 'side', 'direction'].includes(name) &&
    item.kind === 'text' &&
    FOREIGN_VERB.test(item.text.trim())
  );
}

function platformOf(names: ReadonlySet<string>, platforms: typeof PLATFORMS, own: string | undefined): string | null {
  const found = Object.entries(platforms).find(
    ([platform, rows]) => platform !== own && rows.some((row) => row.every((name) => names.has(name))),
  );
  return found?.[0] ?? null;
}

function* everyMember(members: ReadonlyMap<string, JsonNode>): Generator<readonly [string, JsonNode]> {
  for (const [key, item] of members) {
    yield [key, item];
    if (item.kind === 'object') yield* everyMember(item.members);
    if (item.kind === 'list') {
      for (const element of item.items) if (element.kind === 'object') yield* everyMember(element.members);
    }
  }
}

/** Other platforms write `""` and `0` for what they leave out. */
function hasValue(node: JsonNode): boolean {
  switch (node.kind) {
    case 'text':
    case 'number':
      return !/^(?:0(?:\.0*)?)?$/.test(node.text.trim());
    case 'word':
      return node.text !== 'null';
    case 'list':
    case 'object':
      return true;
    default:
      return node satisfies never;
  }
}
