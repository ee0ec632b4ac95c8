import type { z } from 'zod';
import { nearMiss } from '../near-miss.ts';
import type { ConfigPath, Finding } from './config-error.ts';
import { displayKey } from './display.ts';
import { knownKeys } from './known-keys.ts';

type Issue = z.core.$ZodIssue;

// a file of nothing but faults must not stall the program
const MAX_ISSUES = 200;
const MAX_KEYS = 50;

const toPath = (path: readonly PropertyKey[]): ConfigPath =>
  path.map((key) => (typeof key === 'number' ? key : String(key)));

function unknownKey(parent: ConfigPath, key: string): Finding {
  const known = knownKeys(parent);
  const meant = nearMiss(key, known);
  return {
    kind: 'unknown-key',
    path: [...parent, key],
    found: `the unknown key ${displayKey(key)}`,
    expected: meant === null ? `one of: ${known.join(', ')}` : `${meant}, which is near it`,
    atKey: true,
  };
}

/** The member of the union that was meant: the one whose outer form fits. */
function meantMember(members: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const fits = (issue: Issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'custom';
  return members.find((issues) => issues.length > 0 && issues.every(fits)) ?? null;
}

function convert(issue: Issue, base: ConfigPath): readonly Finding[] {
  const path = [...base, ...toPath(issue.path)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MAX_KEYS).map((key) => unknownKey(path, key));
    case 'invalid_key': {
      const key = path.at(-1);
      const expected = issue.issues[0]?.message ?? issue.message;
      return [{ kind: 'invalid', path, found: displayKey(String(key)), expected, atKey: true }];
    }
    case 'invalid_union': {
      const meant = meantMember(issue.errors);
      if (meant !== null) return meant.flatMap((inner) => convert(inner, path));
      return [{ kind: 'invalid', path, expected: issue.message }];
    }
    default:
      return [{ kind: 'invalid', path, expected: issue.message }];
  }
}

/** The schema's complaints in our words; its messages are what is expected. */
export function zodFindings(error: z.ZodError): readonly Finding[] {
  return error.issues.slice(0, MAX_ISSUES).flatMap((issue) => convert(issue, []));
}
