import type { ConfigError, ConfigWarning } from './config-error.ts';

const place = ({ file, line, column, path }: ConfigWarning | ConfigError) =>
  `${file}:${line}:${column}${path === '' ? '' : `  ${path}`}`;

/** One line each, as a terminal shows them: place, path, what was found, what is expected. */
export function formatConfigErrors(errors: readonly ConfigError[]): string {
  return errors
    .map((error) =>
      error.kind === 'not-built-yet'
        ? `${place(error)} is not built yet: ${error.expected}`
        : `${place(error)}  found ${error.found}, expected ${error.expected}`,
    )
    .join('\n');
}

/** One line each. */
export function formatConfigWarnings(warnings: readonly ConfigWarning[]): string {
  return warnings.map((warning) => `${place(warning)}  ${warning.message}`).join('\n');
}
