import { z } from 'zod';

/** POST /fapi/v1/listenKey. */
export const listenKeySchema = z.object({ listenKey: z.string().min(1) });
