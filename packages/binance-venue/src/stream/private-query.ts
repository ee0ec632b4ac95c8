/** What of one account a connection hears: one type of event, or all for `null`. */
export interface PrivateItem {
  readonly listenKey: string;
  readonly event: string | null;
}

/**
 * `?listenKey=A&events=X/Y&listenKey=B&events=Z`: events belong to the key before them; keys without any hear all.
 * In the path, in `streams=` and in SUBSCRIBE an item is `<key>` or `<key>@<event>`.
 */
export function readPrivateItems(query: URLSearchParams, path: readonly string[]): readonly PrivateItem[] {
  const items = [...path, ...(query.get('streams')?.split('/') ?? [])].flatMap(readPrivateItem);
  let listenKey: string | null = null;
  let events: readonly string[] = [];
  const close = () => {
    if (listenKey === null) return;
    const key = listenKey;
    items.push(
      ...(events.length === 0 ? [{ listenKey: key, event: null }] : events.map((event) => ({ listenKey: key, event }))),
    );
    events = [];
  };
  for (const [name, value] of query) {
    if (name === 'events') events = value.split('/').filter((event) => event !== '');
    if (name !== 'listenKey' || value === '') continue;
    close();
    listenKey = value;
  }
  close();
  return items;
}

export function readPrivateItem(text: string): readonly PrivateItem[] {
  const [listenKey = '', event = ''] = text.split('@');
  return listenKey === '' ? [] : [{ listenKey, event: event === '' ? null : event }];
}
