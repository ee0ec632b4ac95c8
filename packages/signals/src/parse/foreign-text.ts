import type { Refusal } from '../signal.ts';
import { refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

/** Command languages of other platforms, each by what only it begins with. */
const DIALECTS: Readonly<Record<string, RegExp>> = {
  OctoBot: /^;?\s*(?:EXCHANGE|SYMBOL|SIGNAL|VOLUME|TOKEN|KEY)=/i,
  'dialect kv': /^[\w.-]+=[^&\r\n;]*[;\r\n]\s*[\w.-]+=/,
  PineConnector: /^\d{6,},\s*[a-z]+,\s*[\w.]+/i,
  Frostybot: /^(?:trade:)?[\w-]+:(?:long|short|buy|sell|close|cancel(?:all)?|stoploss|takeprofit)\b/i,
  MoneyBoom: /^M\d+:[^,]*,[^,]*,/,
  whook: /^[\w-]+ [\w/.:{}]+ (?:(?:pos(?:ition)?|buy|sell) [-+\d.{]|close(?: [\d.]+%| *$)|(?:limit|cancel):)/i,
  Cornix: /\b(?:buy|sell|entry) zone\b|\bamount per trade\b/i,
  'a MetaTrader bridge': /^\S+\r?\n(?:long|short|flat) \w+ q=/i,
  Alertatron: /[\w-]+\([A-Z0-9/:._-]+\)\s*\{|\[[A-Z0-9]+:(?:Open|Close)(?:Long|Short)\(/i,
};

const MAX_LOOKED_AT = 300;

/** Why a body that is no JSON at all is no alert. */
export function refuseText(text: string): Refusal {
  const start = text.trim().slice(0, MAX_LOOKED_AT);
  if (start === '') return refuse('bad-json', sentence('body-empty'));
  if (start.startsWith('{{')) {
    return refuse('unresolved-placeholder', sentence('body-placeholder'));
  }
  const dialect = Object.entries(DIALECTS).find(([, pattern]) => pattern.test(start))?.[0];
  if (dialect !== undefined) {
    return refuse('foreign-platform', sentence('command-of', { dialect }));
  }
  if (/\{\{[^{}]*\}\}/.test(start)) {
    return refuse('unresolved-placeholder', sentence('text-placeholder'));
  }
  if (/^[\w.%[\]-]+=/.test(start)) {
    return refuse('not-a-command', sentence('form-data'));
  }
  return refuse('not-a-command', sentence('plain-text'));
}
