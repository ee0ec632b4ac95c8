import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 1_000_000;

/** The whole body as text; `null` where the client went away or sent more than a megabyte. */
export function readBody(request: IncomingMessage): Promise<string | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MOST_BYTES) {
        resolve(null);
        request.destroy();
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      const [only] = chunks;
      if (only === undefined) resolve('');
      else resolve(chunks.length === 1 ? only.toString() : Buffer.concat(chunks).toString());
    });
    request.on('error', () => resolve(null));
    request.on('close', () => resolve(null));
  });
}

/** Whether there is a body to wait for. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
