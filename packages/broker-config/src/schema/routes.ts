import { z } from 'zod';
import { addressRange } from './address-range.ts';
import { percent, positiveAmount } from './amount.ts';
import { duration } from './duration.ts';
import { limitsSchema } from './limits.ts';
import { block, flag, list, mapping, name, oneOf, symbol, integer } from './names.ts';
import { protectSchema } from './protect.ts';
import { secretRef } from './secret-ref.ts';
import { silenceSchema } from './silence.ts';
import { sizeSchema } from './size.ts';

const tokens = 'one token, or a list of the new and the old one';

const brokerOfRoute = z.union(
  [name, block('name, factor and dryRun', { name, factor: positiveAmount.prefault('1'), dryRun: flag.optional() })],
  { error: 'the name of a broker, or { name, factor, dryRun }' },
);

const entrySchema = block('type', {
  type: oneOf(['market', 'limit', 'chase', 'ladder']).default('market').meta({
    description: 'At once; one resting order; one that only makes and follows the market; several resting orders.',
  }),
  offset: percent.optional().meta({
    description: 'Percent by which a limit order is better than the market, or the last one of a ladder.',
  }),
  expiry: duration.prefault('60s').meta({ description: 'How long orders rest.' }),
  fallback: oneOf(['cancel', 'market'])
    .default('cancel')
    .meta({ description: 'What becomes of what is not filled then.' }),
  steps: integer(1, 20).default(3).meta({ description: 'Orders of a ladder.' }),
});

const routeKeys = block('a route', {
  token: z
    .union([secretRef, list(tokens, secretRef).min(1, { error: tokens }).max(2, { error: tokens })], { error: tokens })
    .meta({ description: 'The last part of the address that alerts are sent to; two while one is replaced.' }),
  secret: secretRef.optional().meta({ description: 'Asked for in the alert’s body.' }),
  allowFrom: list('address ranges', addressRange)
    .default([])
    .meta({ description: 'Addresses that its alerts may come from, beside the token; none: any.' }),
  dialect: oneOf(['native', 'traderspost', 'threecommas', 'okx', 'tvcbot', 'kv']).default('native').meta({
    description: 'The form of the alerts.',
  }),
  mode: oneOf(['chain', 'target', 'direction', 'order', 'command', 'notify']).default('chain').meta({
    description:
      'What an alert says: a step of a strategy (chain), the position to hold (target), a direction, one order, a command, or words alone (notify).',
  }),
  execute: oneOf(['auto', 'ask', 'notify']).default('auto').meta({
    description: 'Orders at once (auto), a card to tap for what adds risk (ask), or words alone (notify).',
  }),
  askExits: flag.default(false).meta({ description: 'With ask: exits wait for a tap, too.' }),
  dryRun: flag.default(false).meta({ description: 'Nothing is sent; the chat hears what would be.' }),
  brokers: list('names of brokers', brokerOfRoute)
    .min(1, { error: 'at least one broker' })
    .max(1_000, { error: 'at most 1000 brokers' })
    .optional()
    .meta({
      description:
        'Accounts it trades on; a factor multiplies every size there, dryRun says it of one account. With mode: notify not needed.',
    }),
  symbols: list('instruments', symbol)
    .min(1, { error: 'at least one instrument' })
    .max(1_000, { error: 'at most 1000 instruments' })
    .optional()
    .meta({ description: 'Instruments it may trade. With mode: notify not needed.' }),
  spotTickerMeansPerp: flag.default(true).meta({ description: 'A ticker without .P means the perpetual.' }),
  netting: oneOf(['exclusive', 'ledger']).default('exclusive').meta({
    description:
      'One strategy per instrument on an account; or several, of every route that says ledger, each with its own part of the net position.',
  }),
  onGap: oneOf(['adopt', 'hold']).default('adopt').meta({
    description:
      'When an alert is missing from the chain: go to the next one’s position, or hold what would add to it until the missing one comes.',
  }),
  onDrift: oneOf(['ledger', 'absolute', 'halt']).default('ledger').meta({
    description:
      'What an account holds that no strategy owns: is left; is closed, up to limits.maxNotional; or halts entries until /resume.',
  }),
  firstSight: oneOf(['waitFlat', 'adopt']).default('waitFlat').meta({
    description: 'A strategy that is first seen in a position: wait until it is flat, or take its position over.',
  }),
  reorderWindow: duration.prefault('2s').meta({
    description:
      'How long an alert that does not follow on the last waits for the one between; without positions, for others of its second.',
  }),
  overrides: list('leverage, size, type, protect', oneOf(['leverage', 'size', 'type', 'protect']))
    .default([])
    .meta({
      description: 'What an alert may say in the route’s place; anything else of these in it is ignored, and noted.',
    }),
  allowNoTime: flag.default(false).meta({ description: 'Takes alerts that carry no time.' }),
  perFireId: flag.default(false).meta({
    description: 'The id in an alert is another one each time it fires: a repeat is known by it, in place of the text.',
  }),
  entry: entrySchema.prefault({}).meta({ description: 'How positions are entered.' }),
  size: sizeSchema
    .optional()
    .meta({ description: 'How an opening is sized: exactly one kind. With mode: notify not needed.' }),
  protect: protectSchema.optional().meta({ description: 'What stands at the exchange after the first fill.' }),
  limits: limitsSchema.prefault({}).meta({ description: 'They block risk, never its reduction.' }),
  silence: silenceSchema.optional().meta({
    description: 'Tells when no alert has come for so long, and when one comes again.',
  }),
  relay: list('names of chats', name).default([]).meta({ description: 'Chats that hear of it.' }),
});
export type RouteInput = z.infer<typeof routeKeys>;

/** What every route must say but one that only tells. */
export const KEYS_TO_TRADE = ['brokers', 'symbols', 'size'] as const;

/** What is expected where it says none. */
export function expectedToTrade(key: (typeof KEYS_TO_TRADE)[number]): string {
  const answer = routeKeys.shape[key].unwrap().safeParse(undefined);
  return answer.error?.issues[0]?.message ?? '';
}

export const routeSchema = routeKeys.meta({
  if: { properties: { mode: { const: 'notify' } }, required: ['mode'] },
  else: { required: [...KEYS_TO_TRADE] },
});

export const routesSchema = mapping('a name and a route', name, routeSchema);
