import { createHash } from 'node:crypto';
import type { Alert, Refusal } from '../signal.ts';
import { buildAlert } from './build-alert.ts';
import { collectFields } from './collect-fields.ts';
import { decodeBody } from './decode-body.ts';
import { refuseForeign } from './foreign-json.ts';
import { refuseText } from './foreign-text.ts';
import { type JsonNode, writeJson } from './json-node.ts';
import { parseJson } from './parse-json.ts';
import { redactJson } from './redact-json.ts';
import { redactEchoes, redactText } from './redact-text.ts';
import { refuse } from './refuse.ts';
import { findRouteSecret } from './route-secret.ts';

export type ReadAlertResult = ReadAlertEvidence & ({ readonly ok: true; readonly alert: Alert } | Refusal);

export interface ReadAlertEvidence {
  /** The body without its secrets: what may be stored. JSON has lost its blanks, other text stands as it came. */
  readonly text: string;
  /** SHA-256 of `text`, hex. */
  readonly bodyHash: string;
  /** The route's secret as it stood in the body; never to be stored. */
  readonly secret: string | null;
  /** `false`: the body could not be taken apart, so whether it holds a secret is not known. */
  readonly isJson: boolean;
}

/**
 * Reads one alert from the bytes of a request, or refuses it by name. Never throws.
 *
 * Numbers are taken from their source text. Secrets are gone before anything of the body is quoted, stored or hashed.
 */
export function readAlert(body: Uint8Array): ReadAlertResult {
  const decoded = decodeBody(body);
  if (!decoded.ok) return refuseRaw(decoded, decoded.text);
  if (!/^\s*(?:\{(?!\{)|\[)/.test(decoded.text)) return refuseRaw(refuseText(decoded.text), decoded.text);
  const json = parseJson(decoded.text);
  if (!json.ok) return refuseRaw(json, decoded.text);
  const found = findRouteSecret(json.node);
  const { node } = redactJson(json.node);
  const text = writeJson(node);
  const evidence = { text, bodyHash: hashOf(text), secret: found.ok ? found.secret : null, isJson: true };
  return { ...(found.ok ? readNode(node) : found), ...evidence };
}

function readNode(node: JsonNode): { readonly ok: true; readonly alert: Alert } | Refusal {
  if (node.kind === 'list') {
    return refuse('foreign-platform', `The body is a list of ${node.items.length}; send one alert per request.`);
  }
  if (node.kind !== 'object') return refuse('not-a-command', 'The body is a single value; a JSON object is expected.');
  return refuseForeign(node.members) ?? buildAlert(collectFields(node.members));
}

/** What could not be read as JSON is searched as text. */
function refuseRaw({ code, detail }: Refusal, raw: string): ReadAlertResult {
  const { text, secrets } = redactText(raw);
  return { ...refuse(code, redactEchoes(detail, secrets)), text, bodyHash: hashOf(text), secret: null, isJson: false };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
