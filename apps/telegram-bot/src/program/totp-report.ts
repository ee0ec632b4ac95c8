import { enrol } from '../desk/approval/totp.ts';

/** What `perpdesk totp` prints: a new secret from 20 bytes of chance, and what to do with it. */
export function totpReport(label: string, bytes: Uint8Array): string {
  const { secret, url } = enrol(label, bytes);
  return [
    `Secret   ${secret}`,
    `Address  ${url}`,
    '',
    'Add it to an authenticator app (the address as a QR code, or the secret by hand), and put the secret into',
    'the variable or the file that telegram.users.<id>.totp names: { env: NAME } or { file: PATH }.',
    'Whoever has it can make codes: it is shown this once and kept nowhere.',
  ].join('\n');
}
