import { z } from 'zod';

const EXPECTED = '{ env: NAME }, { file: PATH } or the text itself';
const ENV = 'the name of an environment variable';
const FILE = 'the path of a file';

const reference = z
  .strictObject(
    {
      env: z
        .string({ error: ENV })
        .regex(/^[A-Za-z_]\w*$/, { error: ENV })
        .optional(),
      file: z.string({ error: FILE }).min(1, { error: FILE }).optional(),
    },
    { error: EXPECTED },
  )
  .refine(({ env, file }) => (env === undefined) !== (file === undefined), {
    error: 'exactly one of env and file',
  });

/** Where a secret is: an environment variable, a file, or, with a warning, in the text itself. */
export const secretRef = z
  .union([z.string({ error: EXPECTED }).min(1, { error: EXPECTED }), reference], { error: EXPECTED })
  .meta({ description: 'A secret: { env: NAME }, { file: PATH } (trimmed), or the text itself, which warns.' });

export type SecretRef = z.infer<typeof secretRef>;
