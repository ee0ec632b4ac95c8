/** Whether the id stands under the key from now on; keys without ids are forgotten. */
export function editIndex(index: Map<string, Set<string>>, key: string, id: string, belongs: boolean): void {
  const ids = index.get(key);
  if (belongs) {
    if (ids === undefined) index.set(key, new Set([id]));
    else ids.add(id);
  } else if (ids !== undefined) {
    ids.delete(id);
    if (ids.size === 0) index.delete(key);
  }
}
