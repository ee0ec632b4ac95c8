import { createHmac } from 'node:crypto';
import { type ContenderModule, ORDER } from '../contender.ts';

interface Answer {
  readonly id: string;
  readonly result?: { readonly clientOrderId?: string };
}

/** The least that an order over the WS-API can cost in Node: nothing is checked, counted, timed or kept. */
export const handSignedWs: ContenderModule = {
  load: () => Promise.resolve(),
  async open({ socket: base, apiKey, secretKey }) {
    const socket = new WebSocket(`${base}/ws-fapi/v1`);
    const waiting = new Map<string, (answer: Answer) => void>();
    socket.addEventListener('message', ({ data }) => {
      const answer: Answer = JSON.parse(String(data));
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return {
      async place(id) {
        const { symbol, side, quantity, price } = ORDER;
        const timestamp = Date.now();
        const payload = `apiKey=${apiKey}&newClientOrderId=${id}&newOrderRespType=RESULT&price=${price}&quantity=${quantity}&recvWindow=5000&side=${side}&symbol=${symbol}&timeInForce=IOC&timestamp=${timestamp}&type=LIMIT`;
        const signature = createHmac('sha256', secretKey).update(payload).digest('hex');
        const params = {
          apiKey,
          newClientOrderId: id,
          newOrderRespType: 'RESULT',
          price,
          quantity,
          recvWindow: 5000,
          side,
          symbol,
          timeInForce: 'IOC',
          timestamp,
          type: 'LIMIT',
          signature,
        };
        const answer = await new Promise<Answer>((resolve) => {
          waiting.set(id, resolve);
          socket.send(JSON.stringify({ id, method: 'order.place', params }));
        });
        if (answer.result?.clientOrderId !== id) throw new Error(`hand-signed: ${JSON.stringify(answer)}`);
      },
      close: async () => socket.close(),
    };
  },
};
