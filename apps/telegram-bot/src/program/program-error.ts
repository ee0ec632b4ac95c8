/** Why the program cannot run: one or two sentences for whoever started it. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** Whether a failed `listen` found its port taken. */
export function isPortTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
}
