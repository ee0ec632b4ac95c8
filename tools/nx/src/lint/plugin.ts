import { boundaries } from './boundaries.ts';
import { brokerWrites } from './broker-writes.ts';
import { noAmbient } from './no-ambient.ts';
import { noAssertion } from './no-assertion.ts';
import { noExportAll } from './no-export-all.ts';
import { noFloat } from './no-float.ts';
import type { Rule } from './rule.ts';

const rules: Readonly<Record<string, Rule>> = {
  boundaries,
  'broker-writes': brokerWrites,
  'no-ambient': noAmbient,
  'no-assertion': noAssertion,
  'no-export-all': noExportAll,
  'no-float': noFloat,
};

/** The house rules that oxlint does not have. */
const plugin: { readonly meta: { readonly name: string }; readonly rules: typeof rules } = {
  meta: { name: 'perpdesk' },
  rules,
};

export default plugin;
