import { execFile } from 'node:child_process';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One request to the alert server, byte for byte. */
export interface AlertRequest {
  readonly url: string;
  readonly body: string;
}

export interface AlertReply {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
}

export async function postAlert({ url, body }: AlertRequest): Promise<AlertReply> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, string>) };
}

/** The printed call as `sh` understands it now, without making it. */
export async function readCall(call: string): Promise<AlertRequest> {
  const { stdout } = await run('sh', ['-c', call.replace(/^curl /, String.raw`printf '%s\0' `)]);
  return toRequest(stdout);
}

/**
 * Runs the printed call as it stands with `sh -c`; resolves with what it printed and the very request that it made.
 *
 * `folder`: where a `curl` is put that writes its words down before it hands them on.
 */
export async function runCall(
  call: string,
  folder: string,
): Promise<{ readonly answer: Readonly<Record<string, string>>; readonly request: AlertRequest }> {
  const [notes, wrapper] = [join(folder, 'words'), join(folder, 'curl')];
  await writeFile(
    wrapper,
    String.raw`#!/bin/sh
printf '%s\0' "$@" > '${notes}'
PATH="${'$'}{PATH#*:}" exec curl "$@"
`,
  );
  await chmod(wrapper, 0o755);
  const { stdout } = await run('sh', ['-c', call], {
    env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  return {
    answer: JSON.parse(stdout) as Record<string, string>,
    request: toRequest(await readFile(notes, 'utf8')),
  };
}

function toRequest(words: string): AlertRequest {
  const list = words.split('\0');
  const url = list.find((word) => word.startsWith('http:'));
  const body = list[list.indexOf('-d') + 1];
  if (url === undefined || body === undefined) throw new Error(`This is no call: ${list.join(' ')}`);
  return { url, body };
}

/** The same strategy, one step on: out of its long position. Fired now. */
export function toFlat({ url, body }: AlertRequest): AlertRequest {
  return withFields({ url, body }, FLAT);
}

const FLAT = {
  action: 'sell',
  marketPosition: 'flat',
  marketPositionSize: '0',
  prevMarketPosition: 'long',
  prevMarketPositionSize: '0.02',
  positionSize: '0',
  orderId: 'Close',
} as const;

/** The request with other fields in its alert, fired now; `undefined` leaves a field out. */
export function withFields(
  { url, body }: AlertRequest,
  fields: Readonly<Record<string, string | undefined>>,
): AlertRequest {
  const firedAt = new Date(Date.now()).toISOString();
  return { url, body: JSON.stringify({ ...(JSON.parse(body) as object), firedAt, ...fields }) };
}
