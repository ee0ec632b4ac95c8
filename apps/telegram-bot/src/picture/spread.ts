/** Where a label would like to be, and what it needs. */
export interface Wish {
  readonly at: number;
  readonly size: number;
}

/**
 * Places labels on a line without overlap, each as near to its wish as its neighbours let it; those at the ends are
 * pushed inwards. Centres in the order of the wishes.
 */
export function spread(wishes: readonly Wish[], from: number, until: number): readonly number[] {
  const order = wishes.map((wish, index) => ({ ...wish, index })).toSorted((a, b) => a.at - b.at);
  // groups that touch move as one, around the mean of their wishes
  interface Group {
    readonly items: typeof order;
    readonly centre: number;
    readonly size: number;
  }
  const groups: Group[] = [];
  const place = (items: typeof order): Group => {
    const size = items.reduce((sum, item) => sum + item.size, 0);
    let offset = 0;
    let wished = 0;
    for (const item of items) {
      wished += item.at - (offset + item.size / 2 - size / 2);
      offset += item.size;
    }
    const centre = wished / items.length;
    return { items, size, centre: Math.max(from + size / 2, Math.min(until - size / 2, centre)) };
  };
  for (const item of order) {
    let group = place([item]);
    for (let before = groups.at(-1); before !== undefined; before = groups.at(-1)) {
      if (before.centre + before.size / 2 <= group.centre - group.size / 2) break;
      groups.pop();
      group = place([...before.items, ...group.items]);
    }
    groups.push(group);
  }
  const centres: number[] = wishes.map(({ at }) => at);
  for (const { items, centre, size } of groups) {
    let top = centre - size / 2;
    for (const item of items) {
      centres[item.index] = top + item.size / 2;
      top += item.size;
    }
  }
  return centres;
}
