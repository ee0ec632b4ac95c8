import * as z from 'zod';

const legSchema = z.object({ kind: z.string().optional(), side: z.string(), quantity: z.string() });
const outSchema = z.union([
  z.object({ ok: z.literal(true), legs: z.array(legSchema), notes: z.array(z.string()) }),
  z.object({ ok: z.literal(true), leg: legSchema.nullable(), remark: z.string().nullable() }),
  z.object({ ok: z.literal(true), side: z.string(), quantity: z.string() }),
  z.object({ ok: z.literal(false), code: z.string().nullable(), detail: z.string() }),
]);

/** What came out of a plan, in words: `buy 0.01, then sell 1`, `refused (paused): …`, `nothing: …`. */
export function describeOut(out: unknown): string {
  const read = outSchema.safeParse(out);
  if (!read.success) return 'nothing of the kind';
  const { data } = read;
  if (!data.ok) return data.code === null ? `nothing: ${data.detail}` : `refused (${data.code}): ${data.detail}`;
  if ('side' in data) return `${data.side} ${data.quantity}`;
  const legs = 'legs' in data ? data.legs : data.leg === null ? [] : [data.leg];
  if (legs.length > 0) return legs.map(({ side, quantity }) => `${side} ${quantity}`).join(', then ');
  const why = 'legs' in data ? data.notes.join(' ') : data.remark;
  return why === null || why === '' ? 'nothing' : `nothing: ${why}`;
}

/** The first order that came out; `null`: none did. */
export function legOf(out: unknown): z.output<typeof legSchema> | null {
  const { data } = outSchema.safeParse(out);
  if (data === undefined || !data.ok || 'side' in data) return null;
  return ('legs' in data ? data.legs[0] : data.leg) ?? null;
}

const ordersSchema = z.array(z.object({ price: z.string(), quantity: z.string() }));

/** The orders that an entry rests as, in words: `1 at 59400, 1 at 59000`; none: at the market. */
export function describeOrders(orders: unknown): string {
  const found = ordersSchema.parse(orders).map(({ price, quantity }) => `${quantity} at ${price}`);
  return found.length === 0 ? 'at the market' : found.join(', ');
}
