import { formatConfigErrors, type RouteConfig } from '@perpdesk/broker-config';
import type { LintForm } from '@perpdesk/signals';
import type { ResolvedConfig } from './resolve-config.ts';
import { toRoutes } from './to-routes.ts';

/** The form of the alerts of a route in the configuration. */
export interface RouteForm {
  readonly route: string;
  /** `null`: that of the working directory. */
  readonly configPath: string | null;
}

export type FoundForm =
  | { readonly ok: true; readonly form: LintForm }
  | { readonly ok: false; readonly detail: string };

/** What a message is read by: as it was said, or all that the route says. */
export async function findLintForm(
  form: LintForm | RouteForm,
  resolve: (configPath: string | null) => Promise<ResolvedConfig>,
): Promise<FoundForm> {
  if (!('configPath' in form)) return { ok: true, form };
  const { result } = await resolve(form.configPath);
  if (!result.ok) return { ok: false, detail: formatConfigErrors(result.errors) };
  const { routes } = result.config;
  const route = routes.find(({ id }) => id === form.route);
  if (route === undefined) {
    const names = routes.map(({ id }) => id).join(', ');
    return { ok: false, detail: `There is no route ${form.route}; there is ${names === '' ? 'none' : names}.` };
  }
  return { ok: true, form: formOf(route) };
}

/** A secret that is not set here stands empty. */
function formOf(config: RouteConfig): LintForm {
  const { mode, dialect, perFireId, secret } = config;
  const isKnown = secret !== null && secret.reveal() !== '';
  const [route] = toRoutes([isKnown ? config : { ...config, secret: null }]);
  return { mode, dialect, perFireId, route, needsSecret: secret !== null };
}
