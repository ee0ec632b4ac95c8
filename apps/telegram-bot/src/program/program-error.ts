/** Why the program cannot run: one or two sentences for whoever started it. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError';
}

/** Whether a failed `listen` found its port taken. */
export function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
