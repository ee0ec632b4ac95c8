/** Lets everybody through once something has begun, or refuses everybody once it has failed. */
export interface StartGate {
  /** @throws what it failed with, or the signal's reason. */
  wait(abortSignal?: AbortSignal): Promise<void>;
  open(): void;
  /** Has no effect once it is open. */
  fail(error: unknown): void;
}

export function createStartGate(): StartGate {
  let settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | null = null;
  const settled = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // nobody may be waiting
  settled.catch(() => {});
  return {
    async wait(abortSignal) {
      abortSignal?.throwIfAborted();
      let leave = () => {};
      const left = new Promise<never>((_, reject) => {
        leave = () => reject(abortSignal?.reason);
      });
      abortSignal?.addEventListener('abort', leave, { once: true });
      await Promise.race([settled, left]).finally(() => abortSignal?.removeEventListener('abort', leave));
    },
    open: () => settle?.resolve(),
    fail: (error) => settle?.reject(error),
  };
}
