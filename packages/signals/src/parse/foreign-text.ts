import type { Refusal } from '../signal.ts';
import { refuse } from './refuse.ts';

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
  if (start === '') return refuse('bad-json', 'The body is empty; a JSON object is expected.');
  if (start.startsWith('{{')) {
    return refuse('unresolved-placeholder', 'The body begins with a placeholder that was not filled in.');
  }
  const dialect = Object.entries(DIALECTS).find(([, pattern]) => pattern.test(start))?.[0];
  if (dialect !== undefined) {
    return refuse('foreign-platform', `This is a command of ${dialect}; a JSON object is expected.`);
  }
  if (/\{\{[^{}]*\}\}/.test(start)) {
    return refuse('unresolved-placeholder', 'The text holds a placeholder that was not filled in.');
  }
  if (/^[\w.%[\]-]+=/.test(start)) {
    return refuse('not-a-command', 'This is form data; send the JSON object itself as the body.');
  }
  return refuse('not-a-command', 'This is plain text; put the JSON template into the alert’s message.');
}
