/** Lets so many in at once, the others in turn. */
export interface Slots {
  /** Calls back when there is room, at once where there is some. The returned function leaves, from inside or the queue. */
  enter(isUrgent: boolean, start: () => void): () => void;
}

export function createSlots(count: number): Slots {
  let free = count;
  const queue: (() => void)[] = [];
  return {
    enter(isUrgent, start) {
      let state: 'waiting' | 'inside' | 'gone' = 'waiting';
      const begin = () => {
        state = 'inside';
        free -= 1;
        start();
      };
      if (free > 0) begin();
      else if (isUrgent) queue.unshift(begin);
      else queue.push(begin);
      return () => {
        if (state === 'waiting') queue.splice(queue.indexOf(begin), 1);
        if (state === 'inside') {
          free += 1;
          queue.shift()?.();
        }
        state = 'gone';
      };
    },
  };
}
