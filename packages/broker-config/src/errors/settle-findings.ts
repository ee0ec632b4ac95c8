import type { ConfigPath, Finding } from './config-error.ts';

// more than are shown, as they are sorted by place only after this
const MAX_FINDINGS = 500;

const keyOf = (path: ConfigPath) => JSON.stringify(path.map(String));

/**
 * One complaint for one place: what is not built is said once and not complained of otherwise, and a block is not said to
 * lack something while a key in it is misspelt.
 */
export function settleFindings(all: readonly Finding[]): readonly Finding[] {
  const findings = all.slice(0, MAX_FINDINGS);
  const notBuilt = findings.filter(({ kind }) => kind === 'not-built-yet').map(({ path }) => path);
  const isUnderNotBuilt = (path: ConfigPath) =>
    notBuilt.some((outer) => outer.every((key, index) => String(key) === String(path[index])));
  const misspelt = new Set(
    findings.filter(({ kind }) => kind === 'unknown-key').map(({ path }) => keyOf(path.slice(0, -1))),
  );
  const seen = new Set<string>();
  return findings.filter(({ kind, path }) => {
    const key = keyOf(path);
    if (seen.has(key) || (kind !== 'not-built-yet' && isUnderNotBuilt(path))) return false;
    if (kind === 'invalid' && misspelt.has(key)) return false;
    seen.add(key);
    return true;
  });
}
