import { z } from 'zod';
import { addressRange } from './address-range.ts';
import { block, flag, list, integer } from './names.ts';

const HOST = 'a host or address to listen on, e.g. 127.0.0.1';

export const serverSchema = block('host, port, trustedProxies and metrics', {
  host: z
    .string({ error: HOST })
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, { error: HOST })
    .default('127.0.0.1')
    .meta({ description: 'Where alerts are listened for.' }),
  port: integer(0, 65_535).default(8_080).meta({ description: '0 = any; the real one is printed.' }),
  trustedProxies: list('address ranges', addressRange).default([]).meta({
    description: 'Proxies in front, whose X-Forwarded-For says where an alert came from.',
  }),
  metrics: flag.default(true).meta({ description: 'GET /metrics, Prometheus.' }),
});
