/** Finds things by a symbol and an id of that symbol. */
export interface SymbolIndex<T> {
  get(symbol: string, id: string): T | null;
  set(symbol: string, id: string, item: T): void;
  /** Does nothing where another thing is under this id by now. */
  delete(symbol: string, id: string, item: T): void;
  all(): readonly T[];
}

export function createSymbolIndex<T>(): SymbolIndex<T> {
  // hot: a key of both texts would be made and hashed a dozen times for each order
  const bySymbol = new Map<string, Map<string, T>>();
  return {
    get: (symbol, id) => bySymbol.get(symbol)?.get(id) ?? null,
    set(symbol, id, item) {
      const byId = bySymbol.get(symbol);
      if (byId === undefined) bySymbol.set(symbol, new Map([[id, item]]));
      else byId.set(id, item);
    },
    delete(symbol, id, item) {
      const byId = bySymbol.get(symbol);
      if (byId?.get(id) === item) byId.delete(id);
    },
    all: () => [...bySymbol.values()].flatMap((byId) => [...byId.values()]),
  };
}
