import { existsSync } from 'node:fs';
import { formatConfigErrors, type PerpdeskConfig } from '@perpdesk/broker-config';
import { openJournal } from '@perpdesk/journal';
import type { Journal } from '@perpdesk/journal/port';
import { secretsOf } from '../program/config-secrets.ts';
import type { JournalSource } from '../program/journal-source.ts';
import { ProgramError } from '../program/program-error.ts';
import { createRedactor } from '../program/redact.ts';
import type { ReviewPorts } from './review-ports.ts';

export interface Review {
  readonly url: string;
  /** `null`: the journal was named, and no configuration was read. */
  readonly config: PerpdeskConfig | null;
  /** Every secret of the configuration. */
  readonly secrets: readonly string[];
  /** Blanks secrets in what is shown. */
  readonly redact: (text: string) => string;
}

/**
 * Finds the journal that is asked for; `null`: the configuration is wrong, and that was said.
 *
 * @throws {ProgramError} where the journal's file is not there.
 */
export async function findReview(source: JournalSource, ports: ReviewPorts): Promise<Review | null> {
  if (source.url !== null && source.configPath === null) {
    assertThere(source.url);
    return { url: source.url, config: null, secrets: [], redact: createRedactor([]) };
  }
  const { result } = await ports.resolve(source.configPath);
  if (!result.ok) {
    ports.complain(formatConfigErrors(result.errors));
    if (source.url === null) ports.complain('A journal can be read without a configuration: name it with --journal.');
    return null;
  }
  const { config } = result;
  const secrets = secretsOf(config);
  const url = source.url ?? config.journal.url.reveal();
  assertThere(url);
  return { url, config, secrets, redact: createRedactor(secrets) };
}

/** @throws {ProgramError} where the journal's file is not there. */
function assertThere(url: string): void {
  const path = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null;
  if (path !== null && !existsSync(path)) {
    throw new ProgramError(`There is no journal ${path}: no desk has run with it yet, or the path is another.`);
  }
}

/**
 * Reads the journal beside whoever writes it.
 *
 * @throws {JournalError} if it cannot be read.
 */
export async function withJournal<Result>(
  { url }: Review,
  work: (journal: Journal) => Promise<Result>,
): Promise<Result> {
  const journal = await openJournal(url, { readOnly: true });
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}
