import { z } from 'zod';
import { amountFromZero } from './amount.ts';
import { dayTime } from './day-time.ts';
import { duration } from './duration.ts';
import { block, flag, list, mapping, name, oneOf, integer } from './names.ts';
import { notifySchema } from './notify.ts';
import { secretRef } from './secret-ref.ts';
import { timeZone } from './time-zone.ts';

export const ROLES = ['owner', 'trader', 'viewer'] as const;
const LANGUAGES = ['en', 'de'] as const;

const USER_ID = 'a Telegram user id in quotes, e.g. "123456789"';
const userId = z.string({ error: USER_ID }).regex(/^[1-9]\d{0,15}$/, { error: USER_ID });
const CHAT_ID = 'a Telegram chat id in quotes, e.g. "-1001234567890"';
const chatId = z.string({ error: CHAT_ID }).regex(/^-?[1-9]\d{0,15}$/, { error: CHAT_ID });
const role = oneOf(ROLES);

const WEBHOOK = 'an address with a path, such as "https://desk.example.com/telegram/updates"';

const userSchema = z.union(
  [
    role,
    block('role, brokers and totp', {
      role,
      brokers: list('names of brokers', name).optional().meta({ description: 'Default: all.' }),
      totp: secretRef.optional().meta({
        description: 'Base32 secret of an authenticator app; perpdesk totp makes one. Adding risk then takes a code.',
      }),
    }),
  ],
  { error: `${ROLES.join(', ')}, or { role, brokers }` },
);

const fromSize = block('owner and trader', {
  owner: amountFromZero.optional().meta({ unit: 'quote asset' }),
  trader: amountFromZero.optional().meta({ unit: 'quote asset' }),
});

const approvalSchema = block('code, secondPerson, within and chat', {
  code: fromSize.default({}).meta({
    description:
      'By role: notional from which a person types a code. Default: "0", always, for who has a totp, and never for others.',
  }),
  secondPerson: fromSize
    .default({})
    .meta({ description: 'By role: notional from which another person has to approve. Default: never.' }),
  within: duration.prefault('10m').meta({
    description:
      'What one person adds to a symbol of an account in this time counts as one order: many small ones do not pass under a rule.',
  }),
  chat: name
    .optional()
    .meta({ description: 'Where the other person is asked if it was said in private; a group is asked in itself.' }),
});

export const telegramSchema = block('token or loopback, users and chats', {
  token: secretRef.optional().meta({ description: 'The bot’s token.' }),
  apiRoot: z
    .string({ error: 'an address such as "https://api.telegram.org"' })
    .regex(/^https?:\/\/[^\s/@]+\/?$/, { error: 'an address such as "https://api.telegram.org"' })
    .optional()
    .meta({ description: 'Another Bot API server.' }),
  unsafeEndpoints: flag
    .default(false)
    .meta({ description: 'Allows an apiRoot that is neither loopback nor Telegram’s.' }),
  loopback: flag.default(false).meta({ description: 'Starts the chat page on this machine in place of Telegram.' }),
  mode: oneOf(['polling', 'webhook'])
    .default('polling')
    .meta({ description: 'The desk asks Telegram for updates (polling), or Telegram posts them to it (webhook).' }),
  webhook: block('url', {
    url: z
      .string({ error: WEBHOOK })
      .regex(/^https?:\/\/[^\s/?#@]+(\/[A-Za-z0-9_-]{1,128}){1,8}$/, { error: WEBHOOK })
      .meta({ description: 'Where Telegram reaches the server’s port; the path is the desk’s, too.' }),
  })
    .optional()
    .meta({ description: 'With mode: webhook.' }),
  language: oneOf(LANGUAGES)
    .default('en')
    .meta({ description: 'Of everybody and every chat that has none of their own: a person’s is set by /language.' }),
  timeZone: timeZone
    .default('UTC')
    .meta({ description: 'Of everybody and every chat that has none of their own: a person’s is set by /timezone.' }),
  users: mapping('a user id in quotes and a role', userId, userSchema)
    .default({})
    .meta({ description: 'Who may do what; nobody else gets in.' }),
  approval: approvalSchema.prefault({}).meta({
    description: 'What adding risk takes beside a tap. Closing, /pause and /panic never take it.',
  }),
  chats: mapping(
    'a name and a chat',
    name,
    block('id, topic and notify', {
      id: chatId,
      topic: integer(1, 2_147_483_647).optional().meta({ description: 'Of a group with topics.' }),
      language: oneOf(LANGUAGES)
        .optional()
        .meta({ description: 'Of what is told there; /language in the chat changes it.' }),
      timeZone: timeZone.optional().meta({ description: 'Of what is told there; /timezone in the chat changes it.' }),
      summaryAt: dayTime.default('08:00').meta({
        description: 'When the day before, and on Mondays the week before, is summed up there, in its time zone.',
      }),
      notify: notifySchema.default({}).meta({ description: 'How loud each type is there: loud, silent or off.' }),
    }),
  )
    .default({})
    .meta({ description: 'Where it speaks; routes relay to these names.' }),
});
export type TelegramInput = z.infer<typeof telegramSchema>;
