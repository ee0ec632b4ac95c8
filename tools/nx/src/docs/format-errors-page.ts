import type { BROKER_ERROR_CODES } from '@perpdesk/broker-core';

type Codes = { readonly [code in keyof typeof BROKER_ERROR_CODES]: Row };
interface Row {
  readonly outcome: string;
  readonly meaning: string;
  readonly remedy: string;
}

const HEAD = `# Errors of a broker

Every failed call throws a \`BrokerError\`. Its \`code\` says what went wrong. Its \`outcome\` says what that means for the money:

| outcome | |
| --- | --- |
| \`not-sent\` | Nothing reached the exchange's books. |
| \`rejected\` | The exchange said no. Nothing was executed. |
| \`unknown\` | It may have happened. Look it up by its client order id; never send it again. |

The table gives each code's usual outcome. An error may carry another one where the adapter knows better: trust \`error.outcome\`. \`isRetryableError(error)\` says whether the same call may simply be made again.

| code | outcome | meaning | what to do |
| --- | --- | --- | --- |
`;

const FOOT = `
Made from \`packages/broker-core/src/broker-error-codes.ts\` by \`npm run docs\`.
`;

/** The text of docs/errors.md. */
export function formatErrorsPage(codes: Codes): string {
  const rows = Object.entries(codes).map(
    ([code, { outcome, meaning, remedy }]) => `| \`${code}\` | ${outcome} | ${meaning} | ${remedy} |\n`,
  );
  return `${HEAD}${rows.join('')}${FOOT}`;
}
