import { extname } from 'node:path';

/** `perpdesk.yaml` → `perpdesk.local.yaml`, beside it: what this machine says otherwise. */
export function overlayPath(path: string): string {
  const extension = extname(path);
  return `${path.slice(0, path.length - extension.length)}.local${extension}`;
}
