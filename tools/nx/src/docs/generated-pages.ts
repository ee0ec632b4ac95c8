import { configJsonSchema } from '@perpdesk/broker-config';
import { BROKER_ERROR_CODES } from '@perpdesk/broker-core';
import { INTENT_TRANSITIONS } from '@perpdesk/journal/port';
import { DEFAULT_TIMINGS, REFUSAL_CODES } from '@perpdesk/signals';
import { listCommands } from '@perpdesk/telegram-bot/commands';
import { formatCommandsPage } from './format-commands-page.ts';
import { formatConfigPage } from './format-config-page.ts';
import { formatConformancePage } from './format-conformance-page.ts';
import { formatErrorsPage } from './format-errors-page.ts';
import { formatRefusalsPage } from './format-refusals-page.ts';
import { formatWriteProtocolPage } from './format-write-protocol-page.ts';

/** Pages that are made from code, by path from the workspace's root. */
export function generatedPages(): Readonly<Record<string, string>> {
  return {
    'docs/commands.md': formatCommandsPage(listCommands()),
    'docs/config-keys.md': formatConfigPage(configJsonSchema()),
    'docs/conformance.md': formatConformancePage(),
    'docs/errors.md': formatErrorsPage(BROKER_ERROR_CODES),
    'docs/refusals.md': formatRefusalsPage(REFUSAL_CODES),
    'docs/write-protocol.md': formatWriteProtocolPage(INTENT_TRANSITIONS, DEFAULT_TIMINGS),
    'packages/broker-config/schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
  };
}
