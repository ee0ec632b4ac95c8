import type { Alert } from '../signal.ts';
import { buildAlert } from './build-alert.ts';
import { collectFields } from './collect-fields.ts';
import { refuseForeign, refuseStopUnit } from './foreign-json.ts';
import { writeJson } from './json-node.ts';
import { openJson } from './open-json.ts';
import { type BodyEvidence, type BodyReading, readBody } from './read-body.ts';

export type ReadAlertEvidence = BodyEvidence;
export type ReadAlertResult = BodyReading<{ readonly alert: Alert }>;

/**
 * Reads one native alert that tells a strategy's positions from the bytes of a request, or refuses it by name. Never throws.
 *
 * Numbers are taken from their source text. Secrets are gone before anything of the body is quoted, stored or hashed.
 */
export function readAlert(body: Uint8Array): ReadAlertResult {
  return readBody(body, {
    open: openJson,
    write: writeJson,
    secretNames: [],
    read: (members) => {
      const found = refuseForeign(members) ?? buildAlert(collectFields(members));
      if (!found.ok) return found;
      return { ok: true, alert: { ...found.alert, entryFault: found.alert.entryFault ?? refuseStopUnit(members) } };
    },
  });
}
