export interface Listeners<T> {
  /** Returns the unsubscribe. The same function twice is called twice. */
  add(listener: (value: T) => void): () => void;
  /** One that throws is handed to `onError`; the others are called all the same. */
  tell(value: T): void;
}

export function createListeners<T>(onError: (value: T, error: unknown) => void): Listeners<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener) {
      const own = (value: T) => listener(value);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    tell(value) {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          onError(value, error);
        }
      }
    },
  };
}
