import { type Decimal, decimal, type MarginType, type PositionMode, type PositionSide } from '@perpdesk/broker-core';
import * as z from 'zod';
import type { TargetTerms } from '../trade-command.ts';

export interface Place {
  readonly brokerId: string;
  readonly positionSide: PositionSide;
}

/** A person's order on one account, as the journal keeps it. Amounts in base asset, prices in quote asset. */
export type StoredOrder =
  | (Place & { readonly type: 'open'; readonly quantity: Decimal | null; readonly fraction: Decimal | null })
  /** `fraction` of the position, at most `quantity`; both `null`: all of it. */
  | (Place & { readonly type: 'close'; readonly quantity: Decimal | null; readonly fraction: Decimal | null })
  /** Closes all of the side, then opens so much of the other. */
  | (Place & { readonly type: 'reverse'; readonly quantity: Decimal })
  /** What is left out stays as it is. */
  | (Place & {
      readonly type: 'protect';
      readonly direction: 'long' | 'short';
      readonly stopLoss?: Decimal | 'off' | undefined;
      readonly takeProfits?: readonly TargetTerms[] | 'off' | undefined;
      readonly trailing?: { readonly activation: Decimal | null; readonly callback: Decimal } | 'off' | undefined;
    })
  | {
      readonly type: 'cancel';
      readonly brokerId: string;
      readonly orders: readonly {
        readonly symbol: string;
        readonly clientOrderId: string;
        readonly venueOrderId: string;
      }[];
    }
  /** `filled`: base asset, ≥ 0. */
  | { readonly type: 'settle'; readonly brokerId: string; readonly intentId: string; readonly filled: Decimal }
  | {
      readonly type: 'setting';
      readonly brokerId: string;
      readonly setting:
        | { readonly name: 'leverage'; readonly value: number }
        | { readonly name: 'margin-type'; readonly value: MarginType }
        | { readonly name: 'position-mode'; readonly value: PositionMode };
    };

const amount = z.string().transform((text) => decimal(text));
const side = z.enum(['net', 'long', 'short']);
const place = { brokerId: z.string(), positionSide: side };

const targets = z.array(
  z.object({ price: amount, share: amount.nullable(), quantity: amount.nullable().default(null) }),
);

export const orderSchema: z.ZodType<StoredOrder> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('open'), ...place, quantity: amount.nullable(), fraction: amount.nullable() }),
  z.object({ type: z.literal('close'), ...place, quantity: amount.nullable(), fraction: amount.nullable() }),
  z.object({ type: z.literal('reverse'), ...place, quantity: amount }),
  z.object({
    type: z.literal('protect'),
    ...place,
    direction: z.enum(['long', 'short']),
    stopLoss: z.union([z.literal('off'), amount]).optional(),
    takeProfits: z.union([z.literal('off'), targets]).optional(),
    trailing: z.union([z.literal('off'), z.object({ activation: amount.nullable(), callback: amount })]).optional(),
  }),
  z.object({
    type: z.literal('cancel'),
    brokerId: z.string(),
    orders: z.array(z.object({ symbol: z.string(), clientOrderId: z.string(), venueOrderId: z.string() })),
  }),
  z.object({ type: z.literal('settle'), brokerId: z.string(), intentId: z.string(), filled: amount }),
  z.object({
    type: z.literal('setting'),
    brokerId: z.string(),
    setting: z.discriminatedUnion('name', [
      z.object({ name: z.literal('leverage'), value: z.number() }),
      z.object({ name: z.literal('margin-type'), value: z.enum(['isolated', 'cross']) }),
      z.object({ name: z.literal('position-mode'), value: z.enum(['one-way', 'hedge']) }),
    ]),
  }),
]);

export type OrderOf<T extends StoredOrder['type']> = Extract<StoredOrder, { readonly type: T }>;
