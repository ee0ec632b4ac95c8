import { type BodyReading, readBody } from '../parse/read-body.ts';
import { refuse } from '../parse/refuse.ts';
import type { AlertForm, RouteAlert } from './dialect.ts';
import { DIALECTS, modesOf } from './dialects.ts';

export type RouteAlertReading = BodyReading<RouteAlert>;

/**
 * Reads one alert in the form that its route declares, or refuses it by name. Never throws, never guesses another form.
 *
 * Numbers are taken from their source text. Secrets are gone before anything of the body is quoted, stored or hashed.
 */
export function readRouteAlert(body: Uint8Array, { dialect, mode }: AlertForm): RouteAlertReading {
  const { open, write, secretNames, read } = DIALECTS[dialect];
  return readBody(body, {
    open,
    write,
    secretNames,
    read: (members) =>
      modesOf(dialect).includes(mode)
        ? read(members, mode)
        : refuse('missing-field', `Alerts of dialect ${dialect} do not tell what mode ${mode} needs.`),
  });
}
