import type { EntityType, MessageEntity } from '../wire/message-entity.ts';

/** Outer entities first where several begin and end together. */
const ORDER: readonly EntityType[] = [
  'blockquote',
  'expandable_blockquote',
  'pre',
  'code',
  'text_link',
  'text_mention',
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
];
const rank = (type: EntityType): number => {
  const index = ORDER.indexOf(type);
  return index === -1 ? ORDER.length : index;
};
const byPlace = (a: MessageEntity, b: MessageEntity): number =>
  a.offset - b.offset || b.length - a.length || rank(a.type) - rank(b.type);
const isCode = (type: EntityType): boolean => type === 'pre' || type === 'code';
const isQuote = (type: EntityType): boolean => type === 'blockquote' || type === 'expandable_blockquote';

/** Sorts entities so that they nest: one that crosses the end of another is cut there; nothing stands inside code. */
export function arrangeEntities(entities: readonly MessageEntity[]): readonly MessageEntity[] {
  const waiting = mergeTouching(entities.filter(({ length }) => length > 0)).toSorted(byPlace);
  const arranged: MessageEntity[] = [];
  const open: MessageEntity[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { offset, length } = next;
    while (endOf(open.at(-1)) <= offset) open.pop();
    const end = Math.min(...open.map(endOf), offset + length);
    const rest = offset + length - end;
    if (rest > 0) insert(waiting, { ...next, offset: end, length: rest });
    const isBarred = open.some(
      ({ type }) => isCode(type) || type === next?.type || (isQuote(type) && next !== undefined && isQuote(next.type)),
    );
    if (isBarred) continue;
    const kept = { ...next, length: end - offset };
    arranged.push(kept);
    open.push(kept);
  }
  return arranged;
}

const endOf = (entity: MessageEntity | undefined): number =>
  entity === undefined ? Number.POSITIVE_INFINITY : entity.offset + entity.length;

function insert(waiting: MessageEntity[], entity: MessageEntity): void {
  const index = waiting.findIndex((other) => byPlace(entity, other) < 0);
  waiting.splice(index === -1 ? waiting.length : index, 0, entity);
}

const MERGED: ReadonlySet<EntityType> = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);

function mergeTouching(entities: readonly MessageEntity[]): readonly MessageEntity[] {
  const kept = entities.filter(({ type }) => !MERGED.has(type));
  for (const type of MERGED) {
    let last: MessageEntity | undefined;
    for (const entity of entities.filter((other) => other.type === type).toSorted(byPlace)) {
      if (last !== undefined && entity.offset <= endOf(last)) {
        last = { ...last, length: Math.max(endOf(last), endOf(entity)) - last.offset };
        continue;
      }
      if (last !== undefined) kept.push(last);
      last = entity;
    }
    if (last !== undefined) kept.push(last);
  }
  return kept;
}
