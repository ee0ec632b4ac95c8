import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
const FORM = { algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS } as const;
/** Clocks of phones differ by so many steps. */
const WINDOW = 1;

/** The step of 30 s whose code this is, at most one from now; `null`: of none. @see RFC 6238 */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: PERIOD_SECONDS, timestamp: now }) + delta;
}

/** What an authenticator app shows at that time. */
export function codeAt(secret: string, now: number): string {
  return new TOTP({ ...FORM, secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
}

export interface Enrolment {
  /** Base32, for the configuration. */
  readonly secret: string;
  /** For an authenticator app. */
  readonly url: string;
}

/** A new secret of codes from 20 bytes of chance. */
export function enrol(label: string, bytes: Uint8Array): Enrolment {
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
  return { secret: secret.base32, url: new TOTP({ ...FORM, issuer: 'Perpdesk', label, secret }).toString() };
}
