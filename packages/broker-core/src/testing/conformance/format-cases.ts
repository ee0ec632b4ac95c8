import { CAPABILITIES, CAPABILITY_MEANINGS } from '../../capabilities.ts';
import type { CaseSource, ConformanceGroup } from './conformance-case.ts';
import { CONFORMANCE_CASES, CONFORMANCE_GROUPS } from './groups.ts';
import { missingNeeds } from './missing-needs.ts';
import type { Need } from './need.ts';

/** A Markdown table of all capabilities: which are offered, and how many of each one's cases run with what is. */
export function formatCapabilityTable(offered: Iterable<Need>): string {
  const offers = new Set(offered);
  return formatTable(
    ['capability', '', 'cases run', 'what it is'],
    CAPABILITIES.map((capability) => {
      const cases = CONFORMANCE_CASES.filter((one) => missingNeeds(one, new Set()).includes(capability));
      const run = cases.filter((one) => missingNeeds(one, offers).length === 0);
      const has = offers.has(capability) ? '✓' : '-';
      return [`\`${capability}\``, has, `${run.length} of ${cases.length}`, CAPABILITY_MEANINGS[capability]];
    }),
  );
}

/** A Markdown table of the groups: how many of their cases run with what is offered, and what the others lack. */
export function formatGroupTable(offered: Iterable<Need>): string {
  const offers = new Set(offered);
  return formatTable(
    ['cases', '', 'run', 'skipped for want of'],
    CONFORMANCE_GROUPS.map(({ prefix, title, cases }) => {
      const lacking = cases.map((one) => missingNeeds(one, offers)).filter((missing) => missing.length > 0);
      const wants = [...new Set(lacking.flat().map(toKind))].map((need) => `\`${need}\``);
      const run = `${cases.length - lacking.length} of ${cases.length}`;
      return [prefix, title, run, wants.length === 0 ? '-' : wants.join(', ')];
    }),
  );
}

/** `fault:…` for any fault. */
function toKind(need: Need): string {
  return need.replace(/:.*/, ':…');
}

/** Markdown: a heading and a table for each group, with each case's needs, source and last day on demo. */
export function formatCaseList(): string {
  return CONFORMANCE_GROUPS.map((group) => `## ${group.prefix}: ${group.title}\n\n${formatGroup(group)}`).join('\n');
}

function formatGroup({ cases }: ConformanceGroup): string {
  return formatTable(
    ['case', '', 'needs', 'source', 'seen on demo'],
    cases.map((one) => {
      const needs = missingNeeds(one, new Set()).map((need) => `\`${need}\``);
      return [one.id, one.title, needs.join(', '), formatSource(one.source), one.seenOnDemo];
    }),
  );
}

function formatSource({ kind, at }: CaseSource): string {
  switch (kind) {
    case 'contract':
      return `\`${at}\``;
    case 'docs':
      return `[${at.split('/').at(-1)}](${at})`;
    case 'capture':
      return at;
    default:
      return kind satisfies never;
  }
}

function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('');
}
