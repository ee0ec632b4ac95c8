import { createHash } from 'node:crypto';
import type { Refusal } from '../signal.ts';
import { beginningOf, decodeBody } from './decode-body.ts';
import { type HideSecrets, hideNothing } from './hide-secrets.ts';
import { type JsonNode, sortMembers } from './json-node.ts';
import type { JsonResult } from './parse-json.ts';
import { redactJson } from './redact-json.ts';
import { redactEchoes, redactText } from './redact-text.ts';
import { refuse } from './refuse.ts';
import { findRouteSecret } from './route-secret.ts';
import { sentence } from '../sentences/sentence.ts';

export interface BodyEvidence {
  /** The body without its secrets: what may be stored. JSON has lost its blanks, other text stands as it came. */
  readonly text: string;
  /** SHA-256, hex, of `text` with its members in one order: a repeat may have been written anew. */
  readonly bodyHash: string;
  /** The route's secret as it stood in the body; never to be stored. */
  readonly secret: string | null;
  /** `false`: the body could not be taken apart, so whether it holds a secret is not known. */
  readonly isJson: boolean;
}

export interface BodyForm<Found> {
  readonly open: (text: string) => JsonResult;
  /** The text to store. */
  readonly write: (node: JsonNode) => string;
  /** Further names of the route's secret, as plain names. */
  readonly secretNames: readonly string[];
  /** Secrets are gone from the members. */
  readonly read: (members: ReadonlyMap<string, JsonNode>) => ({ readonly ok: true } & Found) | Refusal;
}

export type BodyReading<Found> = BodyEvidence & (({ readonly ok: true } & Found) | Refusal);

/**
 * Reads the bytes of a request in one form, or refuses them by name. Never throws.
 *
 * Secrets, and what else `hide` knows, are gone before anything of the body is quoted, stored or hashed.
 */
export function readBody<Found>(
  body: Uint8Array,
  form: BodyForm<Found>,
  hide: HideSecrets = hideNothing,
): BodyReading<Found> {
  const decoded = decodeBody(body);
  if (!decoded.ok) return refuseRaw(decoded, decoded.text, hide);
  const opened = form.open(decoded.text);
  if (!opened.ok) return refuseRaw(hiddenFault(opened, decoded.text, form, hide), decoded.text, hide);
  const found = findRouteSecret(opened.node, form.secretNames);
  const { node } = redactJson(opened.node, hide);
  const text = form.write(node);
  const bodyHash = hashOf(form.write(sortMembers(node)));
  const evidence = { text, bodyHash, secret: found.ok ? found.secret : null, isJson: true };
  return { ...(found.ok ? readNode(node, form) : found), ...evidence };
}

function readNode<Found>(node: JsonNode, form: BodyForm<Found>): ({ readonly ok: true } & Found) | Refusal {
  if (node.kind === 'list') {
    return refuse('foreign-platform', sentence('body-list', { count: node.items.length }));
  }
  if (node.kind !== 'object') return refuse('not-a-command', sentence('single-value'));
  return form.read(node.members);
}

/** A fault quotes what stands where it is, and cuts it: it is said of the text without what `hide` knows. */
function hiddenFault<Found>(fault: Refusal, raw: string, form: BodyForm<Found>, hide: HideSecrets): Refusal {
  const hidden = hide(raw);
  if (hidden === raw) return fault;
  const again = form.open(hidden);
  return again.ok ? refuse(fault.code, sentence('json-none')) : again;
}

/** What could not be taken apart is searched as text. */
function refuseRaw({ code, detail }: Refusal, raw: string, hide: HideSecrets): Refusal & BodyEvidence {
  const { text: named, secrets } = redactText(raw);
  const text = hide(named);
  return { ...refuse(code, redactEchoes(detail, secrets)), text, bodyHash: hashOf(text), secret: null, isJson: false };
}

/** What may be stored of a body of which only the beginning is there. */
export function readBeginning(
  body: Uint8Array,
  hide: HideSecrets = hideNothing,
): Pick<BodyEvidence, 'text' | 'bodyHash'> {
  const text = hide(redactText(beginningOf(body)).text);
  return { text, bodyHash: hashOf(text) };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
