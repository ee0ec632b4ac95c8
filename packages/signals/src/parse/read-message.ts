import { createHash } from 'node:crypto';
import { decodeBody } from './decode-body.ts';
import { type HideSecrets, hideNothing } from './hide-secrets.ts';
import { writeJson } from './json-node.ts';
import { messageOf, plainText } from './message-text.ts';
import { parseJson } from './parse-json.ts';
import { type BodyReading, readBody } from './read-body.ts';
import { redactText } from './redact-text.ts';
import { refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

/** What is told of an alert that never trades. */
export interface AlertMessage {
  /** Without secrets; at most 1 000 characters. */
  readonly message: string;
  readonly notes: readonly string[];
}

export type MessageReading = BodyReading<AlertMessage>;

/** Reads any body as words for a chat: JSON by its message or its fields, everything else as it is. Never throws. */
export function readMessage(
  body: Uint8Array,
  secretNames: readonly string[] = [],
  hide: HideSecrets = hideNothing,
): MessageReading {
  const json = readBody<AlertMessage>(
    body,
    { open: parseJson, write: writeJson, secretNames, read: (members) => toMessage(messageOf(members)) },
    hide,
  );
  if (json.ok || json.isJson) return json;
  const decoded = decodeBody(body);
  if (!decoded.ok) return json;
  const text = hide(redactText(decoded.text).text);
  const found = toMessage(plainText(text));
  return { ...found, text, bodyHash: createHash('sha256').update(text).digest('hex'), secret: null, isJson: false };
}

function toMessage(message: string): ({ readonly ok: true } & AlertMessage) | ReturnType<typeof refuse> {
  if (message === '') return refuse('not-a-command', sentence('no-words'));
  const unfilled = message.match(/\{\{[^{}]*\}\}/g) ?? [];
  const notes =
    unfilled.length === 0 ? [] : [sentence('not-filled-by', { fields: [...new Set(unfilled)].slice(0, 5).join(', ') })];
  return { ok: true, message, notes };
}
