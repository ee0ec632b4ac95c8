import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'undici';
import type { BenchAccount } from './bench-account.ts';
import type { BareOptions, BareReady } from './bare-messages.ts';
import { openRows } from './insert-row.ts';

/** The least that can be done with an alert: parse it, one synced row, one signed request an account, nothing kept. */
interface BareAlert {
  readonly symbol: string;
  readonly action: string;
  readonly contracts: string;
  readonly orderId: string;
}

async function place(pool: Pool, { apiKey, secretKey }: BenchAccount, alert: BareAlert): Promise<void> {
  const query = `symbol=${alert.symbol}&side=${alert.action.toUpperCase()}&type=MARKET&quantity=${alert.contracts}&newClientOrderId=b${alert.orderId}&newOrderRespType=RESULT&recvWindow=5000&timestamp=${Date.now()}`;
  const signature = createHmac('sha256', secretKey).update(query).digest('hex');
  const path = `/fapi/v1/order?${query}&signature=${signature}`;
  const answer = await pool.request({ method: 'POST', path, headers: { 'X-MBX-APIKEY': apiKey } });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(text);
}

async function serve({ accounts, rest, journalUrl }: BareOptions): Promise<BareReady> {
  const pool = new Pool(rest, { connections: 50 });
  const insert = await openRows(journalUrl);
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      void (async () => {
        const alert: BareAlert = JSON.parse(body);
        await insert(body);
        response.end('{"result":"accepted"}');
        await Promise.all(accounts.map((account) => place(pool, account, alert)));
      })();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/` };
}

process.on('message', (options: BareOptions) => {
  void serve(options).then((ready) => process.send?.(ready));
});
process.on('disconnect', () => process.exit(0));
