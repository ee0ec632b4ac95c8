const CODE = /^\d{3}[ -]?\d{3}$/u;
const MESSAGE = /^\s*(?:\/code(?:@\w+)?\s+)?\d{3}[ -]?\d{3}\s*$/iu;

/** Six digits as an authenticator app shows them, in one piece or in two; `null`: something else. */
export function readCode(text: string): string | null {
  const said = text.trim();
  return CODE.test(said) ? said.replace(/\D/u, '') : null;
}

/** Whether a message may be nothing but a code. */
export function mayBeCode(text: string): boolean {
  return MESSAGE.test(text);
}
