const REFERENCE = /\$\$\{|\$\{([^}]*)\}|\$\{/g;
const BODY = /^([A-Za-z_]\w*)(?::-(.*))?$/s;
// a secret written where a variable's name belongs is not repeated
const ENV_NAME = /^[A-Z][A-Z0-9_]{0,59}$/;

export interface ReadReferences {
  readonly text: string;
  /** Names of variables that stood in it, as they may be shown. */
  readonly names: readonly string[];
  /** What is wrong with one of them; `isMissing`: it is well formed, and not set. */
  readonly fault: { readonly found: string; readonly expected: string; readonly isMissing: boolean } | null;
}

/** Puts variables in: `${NAME}`, `${NAME:-what stands otherwise}`; `$${` is the text `${`. An empty variable is not set. */
export function readReferences(text: string, env: Readonly<Record<string, string | undefined>>): ReadReferences {
  const names: string[] = [];
  let fault: ReadReferences['fault'] = null;
  const filled = text.replaceAll(REFERENCE, (whole: string, body: string | undefined) => {
    if (whole === '$${') return '${';
    const [, name, otherwise] = BODY.exec(body ?? '') ?? [];
    if (name === undefined) {
      const found = body === undefined ? '"${" without its "}"' : '"${…}" around something that is no name';
      fault ??= {
        found,
        expected: '"${NAME}" of an environment variable, or "$${" for the text itself',
        isMissing: false,
      };
      return whole;
    }
    const shown = ENV_NAME.test(name) ? name : 'of that name';
    names.push(shown);
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (value !== undefined && value !== '') return value;
    if (otherwise !== undefined) return otherwise;
    fault ??= {
      found: `no environment variable ${shown}`,
      expected: 'it to be set, or "${NAME:-…}" with what stands otherwise',
      isMissing: true,
    };
    return '';
  });
  return { text: filled, names, fault };
}
