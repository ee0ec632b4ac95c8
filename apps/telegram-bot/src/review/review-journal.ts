import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { backUpJournal, checkJournal, exportJournal } from '@perpdesk/journal';
import { plural } from '../format/plural.ts';
import type { JournalArguments } from '../program/parse-journal-arguments.ts';
import { ProgramError } from '../program/program-error.ts';
import { findReview, type Review } from './open-review.ts';
import { EXIT, type ExitCode, type ReviewPorts } from './review-ports.ts';
import { formatTable } from './text-table.ts';

export type JournalReview = Extract<JournalArguments, { readonly source: unknown }>;

/**
 * `perpdesk journal export | backup | check`: reads the journal, writes nothing to it.
 *
 * @throws {JournalError} if it cannot be read; {@link ProgramError} if the file to write is there already.
 */
export async function reviewJournal(given: JournalReview, ports: ReviewPorts): Promise<ExitCode> {
  const review = await findReview(given.source, ports);
  if (review === null) return EXIT.wrong;
  switch (given.command) {
    case 'journal-export':
      return given.out === null ? exportTo(given, review, ports) : exportToFile(given, given.out, review, ports);
    case 'journal-backup':
      return backUp(given.file, review, ports);
    case 'journal-check':
      return check(given.isJson, review, ports);
    default:
      return given satisfies never;
  }
}

type ExportArguments = Extract<JournalReview, { readonly command: 'journal-export' }>;

async function exportTo({ format, tables }: ExportArguments, review: Review, ports: ReviewPorts): Promise<ExitCode> {
  for await (const line of exportJournal(review.url, { format, tables, secrets: review.secrets })) {
    if (!(await ports.write(line))) break;
  }
  return EXIT.fine;
}

async function exportToFile(
  { format, tables }: ExportArguments,
  out: string,
  review: Review,
  ports: ReviewPorts,
): Promise<ExitCode> {
  const file = await openNew(out);
  let rows = format === 'csv' ? -1 : 0;
  try {
    for await (const line of exportJournal(review.url, { format, tables, secrets: review.secrets })) {
      // a single write may end early where the room does
      await file.appendFile(line);
      rows += 1;
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(out, { force: true });
    throw error;
  }
  await file.close();
  ports.complain(`${plural(rows, 'row')} written to ${out}.`);
  return EXIT.fine;
}

/** For its owner alone. */
async function openNew(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EEXIST') throw new ProgramError(`${path} is there already: name another file.`, { cause: error });
    throw new ProgramError(`${path} cannot be written (${String(code)}).`, { cause: error });
  }
}

async function backUp(file: string, { url, config }: Review, ports: ReviewPorts): Promise<ExitCode> {
  if (!url.startsWith('sqlite:')) {
    const shown = config === null ? 'the URL of the journal' : config.journal.label;
    ports.complain(
      `A journal on PostgreSQL is backed up with pg_dump: pg_dump --format=custom --file=${file} ${shown}`,
    );
    return EXIT.failed;
  }
  const isThere = await stat(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new ProgramError(`${file} is there already: name another file.`);
  await backUpJournal(url, file);
  const { size } = await stat(file);
  ports.say(`Backed up to ${file}, ${size} bytes; the copy is checked and can be opened as a journal.`);
  return EXIT.fine;
}

async function check(isJson: boolean, { url, redact }: Review, ports: ReviewPorts): Promise<ExitCode> {
  const found = await checkJournal(url);
  const { engine, version, rows, findings } = found;
  if (isJson) ports.say(redact(JSON.stringify(found, null, 2)));
  else {
    const columns = [{ title: 'table' }, { title: 'rows', isRight: true }];
    const table = formatTable(
      columns,
      Object.entries(rows).map(([name, count]) => [name, `${count}`]),
      ports.width,
    );
    const verdict = findings.length === 0 ? 'Sound: nothing was found.' : `${plural(findings.length, 'finding')}:`;
    const lines = [`${engine}, schema version ${version}`, ...table, verdict, ...findings.map((one) => `✗ ${one}`)];
    ports.say(redact(lines.join('\n')));
  }
  return findings.length === 0 ? EXIT.fine : EXIT.failed;
}
