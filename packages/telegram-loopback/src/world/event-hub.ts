/** Tells listeners what happens. */
export interface EventHub<T> {
  emit(event: T): void;
  /** Listens until the returned function is called. */
  on(listener: (event: T) => void): () => void;
}

export function createEventHub<T>(): EventHub<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
