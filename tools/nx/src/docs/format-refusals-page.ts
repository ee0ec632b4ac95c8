import { NOTIFY_TYPES } from '@perpdesk/broker-config';
import type { REFUSAL_CODES } from '@perpdesk/signals';
import { NOTICE_REMEDIES } from './notice-remedies.ts';
import { REFUSAL_REMEDIES } from './refusal-remedies.ts';

const HEAD = `# Refusals and notices: what to do

An alert, or its part on one account, that becomes no order is refused by a code. The chat says code and values, \`/signal ID\` and \`perpdesk signals show ID\` all that was known. What lowers risk is never refused for a limit, a pause or its age. Why an exchange refused an order: [errors.md](errors.md). Why a file is refused: it names line, path, what was found and what is expected, [configuration.md](configuration.md).

## Refusals

| code | means | what to do |
| --- | --- | --- |
`;

const NOTICES = `
## Notices

Every type with its loudness: [notifications.md](notifications.md). These want somebody:

| type | what to do |
| --- | --- |
`;

const FOOT = `
Made from \`packages/signals/src/signal.ts\`, \`tools/nx/src/docs/refusal-remedies.ts\` and \`tools/nx/src/docs/notice-remedies.ts\` by \`npm run docs\`; a code or a type without its line does not compile.
`;

/** The text of docs/refusals.md. */
export function formatRefusalsPage(codes: typeof REFUSAL_CODES): string {
  const remedies: Readonly<Record<string, string>> = REFUSAL_REMEDIES;
  const refusals = Object.entries(codes).map(
    ([code, meaning]) =>
      `| \`${code}\` | ${meaning.replace('{{placeholder}}', '`{{placeholder}}`')} | ${remedies[code] ?? ''} |\n`,
  );
  const notices = Object.values(NOTIFY_TYPES)
    .flat()
    .flatMap((type) => {
      const remedy = NOTICE_REMEDIES[type];
      return remedy === null ? [] : [`| \`${type}\` | ${remedy} |\n`];
    });
  return `${HEAD}${refusals.join('')}${NOTICES}${notices.join('')}${FOOT}`;
}
