import { createHmac } from 'node:crypto';
import type { Pool as PoolType } from 'undici';
import { type ContenderModule, ORDER } from '../contender.ts';

export const undici: ContenderModule = {
  load: () => import('undici'),
  async open({ rest, apiKey, secretKey }) {
    const { Pool } = await import('undici');
    const pool: PoolType = new Pool(rest, { connections: 50 });
    const headers = { 'X-MBX-APIKEY': apiKey };
    return {
      async place(id) {
        const { symbol, side, quantity, price } = ORDER;
        const query = `symbol=${symbol}&side=${side}&type=LIMIT&timeInForce=IOC&quantity=${quantity}&price=${price}&newClientOrderId=${id}&newOrderRespType=RESULT&recvWindow=5000&timestamp=${Date.now()}`;
        const signature = createHmac('sha256', secretKey).update(query).digest('hex');
        const path = `/fapi/v1/order?${query}&signature=${signature}`;
        const { statusCode, body } = await pool.request({ method: 'POST', path, headers });
        const answer = JSON.parse(await body.text());
        if (statusCode !== 200 || answer.clientOrderId !== id) throw new Error(`undici: ${JSON.stringify(answer)}`);
      },
      close: () => pool.close(),
    };
  },
};
