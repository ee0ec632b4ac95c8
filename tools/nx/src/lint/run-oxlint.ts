import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { WORKSPACE_ROOT } from '../workspace-root.ts';

export interface Offence {
  readonly file: string;
  /** With its plugin, e.g. `perpdesk(boundaries)`. */
  readonly rule: string;
  readonly message: string;
}

/** Runs this repository's oxlint in a folder. @throws {Error} with its output if it did not lint. */
export function runOxlint(cwd: string, ...args: readonly string[]): readonly Offence[] {
  const bin = join(WORKSPACE_ROOT, 'node_modules/oxlint/bin/oxlint');
  const child = spawnSync(process.execPath, [bin, '--format', 'json', ...args], { cwd, encoding: 'utf8' });
  const report: unknown = child.stdout.startsWith('{') ? JSON.parse(child.stdout) : null;
  if (!isReport(report)) throw new Error(`oxlint did not run: ${child.stdout}${child.stderr}`);
  return report.diagnostics.map(({ filename, code, message }) => ({ file: filename, rule: code, message }));
}

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code: string; readonly message: string }[];
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'diagnostics' in value && Array.isArray(value.diagnostics);
}
