import { CONFORMANCE_CASES, formatCaseList } from '@perpdesk/broker-core/testing';

/** The text of docs/conformance.md. */
export function formatConformancePage(): string {
  return `# What every broker must do

${CONFORMANCE_CASES.length} cases, as data in \`@perpdesk/broker-core/testing\`. A broker's author runs them with \`conformance(test, CONFORMANCE_CASES, createBench, offered)\`; a case whose needs are not offered is skipped by name. \`packages/broker-core/README.md\` says what a bench is.

A need is a capability of the broker, or a door of the bench: \`fills\` (the venue executes), \`two-symbols\`, \`market:…\` (price and liquidity can be set), \`fault:…\` and \`refusal:…\` (the venue misbehaves or refuses on demand), \`stream:…\` (its account stream does). What a case expects rests on its source: the contract's member, a page of the exchange's documentation, or frames captured from it.

${formatCaseList()}
Made from \`packages/broker-core/src/testing/conformance\` by \`npm run docs\`.
`;
}
