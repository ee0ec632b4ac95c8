import type { JsonNode } from './json-node.ts';
import { plainName } from './key-name.ts';
import { SECRET_MARK } from './redact-text.ts';

const MAX_LENGTH = 1_000;
const MESSAGE_NAMES = ['message', 'msg', 'text', 'alertmessage', 'comment'];
/** Whoever knows the address could point them anywhere. */
const ADDRESSES = /^(?:telegram|discord|slack|chatid|chat|webhook(?:url)?|url|channel)$/;

/** What a person is to read of an alert's members: its own message, else its fields, one a line. Addresses are left out. */
export function messageOf(members: ReadonlyMap<string, JsonNode>): string {
  const own = [...members].find(([key, item]) => MESSAGE_NAMES.includes(plainName(key)) && isFilled(item));
  if (own !== undefined && 'text' in own[1]) return plainText(own[1].text);
  const lines = [...members].flatMap(([key, item]) =>
    'text' in item && isFilled(item) && !ADDRESSES.test(plainName(key)) ? [`${key}: ${item.text}`] : [],
  );
  return plainText(lines.join('\n'));
}

/** Without control characters, cut. */
export function plainText(text: string): string {
  const plain = text.replaceAll(/[^\P{Cc}\n]+/gu, ' ').trim();
  return plain.length > MAX_LENGTH ? `${plain.slice(0, MAX_LENGTH - 1)}…` : plain;
}

function isFilled(node: JsonNode): boolean {
  return 'text' in node && node.text.trim() !== '' && node.text !== SECRET_MARK && node.text !== 'null';
}
