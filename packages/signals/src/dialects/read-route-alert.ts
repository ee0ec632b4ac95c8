import { collectFields } from '../parse/collect-fields.ts';
import { refuseStopUnit } from '../parse/foreign-json.ts';
import { type HideSecrets, hideNothing } from '../parse/hide-secrets.ts';
import type { JsonNode } from '../parse/json-node.ts';
import { plainName } from '../parse/key-name.ts';
import { type BodyReading, readBody } from '../parse/read-body.ts';
import { refuse } from '../parse/refuse.ts';
import type { AlertForm, RouteAlert } from './dialect.ts';
import { DIALECTS, modesOf } from './dialects.ts';
import { leavingType, opensAgainst } from './type-word.ts';
import { sentence } from '../sentences/sentence.ts';

/** `fireId`: the value of the body's own `id`; `null`: it has none. */
export type RouteAlertReading = BodyReading<RouteAlert & { readonly fireId: string | null }>;

/**
 * Reads one alert in the form that its route declares, or refuses it by name. Never throws, never guesses another form.
 *
 * Numbers are taken from their source text. Secrets, and what else `hide` knows, are gone before anything of the body is quoted, stored or hashed.
 */
export function readRouteAlert(
  body: Uint8Array,
  { dialect, mode }: AlertForm,
  hide: HideSecrets = hideNothing,
): RouteAlertReading {
  const { open, write, secretNames, read } = DIALECTS[dialect];
  return readBody(
    body,
    {
      open,
      write,
      secretNames,
      read: (members) => {
        const found = modesOf(dialect).includes(mode)
          ? read(members, mode)
          : refuse('missing-field', sentence('dialect-without-mode', { dialect, mode }));
        if (!found.ok) return found;
        const left = leavingType(collectFields(members));
        if (left !== null && found.wishes.some((wish) => opensAgainst(left, wish))) {
          return refuse('conflicting-fields', sentence('fields-differ', { field: 'action', other: 'type' }));
        }
        const entryFault = found.alert.entryFault ?? refuseStopUnit(members);
        return { ...found, alert: { ...found.alert, entryFault }, fireId: fireIdOf(members) };
      },
    },
    hide,
  );
}

function fireIdOf(members: ReadonlyMap<string, JsonNode>): string | null {
  const found = [...members].find(([key]) => plainName(key) === 'id')?.[1];
  if (found === undefined || (found.kind !== 'text' && found.kind !== 'number')) return null;
  const text = found.text.trim();
  return text === '' ? null : text;
}
