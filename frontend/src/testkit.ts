import type { Market, Tokens } from './api/types';

export const bitcoin: Market = {
  symbol: 'BTC-USD',
  base: 'BTC',
  quote: 'USD',
  tick_size: '0.01',
  lot_size: '0.00000001',
  min_notional: '1',
  max_notional: '10000000',
  maker_fee: '0.001',
  taker_fee: '0.001',
  collar: '0.1',
  circuit_breaker: null,
  limits: { open_orders: '200', stops: '20', price_low: '0.2', price_high: '5' },
  status: 'OPEN',
  status_reason: '',
  status_since: '2026-01-31T12:00:00.000Z',
  status_ends_at: null,
};

/** Tokens as the exchange makes them, but for the signature. */
export function tokensFor(email: string, livesSeconds: number, refresh_token = 'r1'): Tokens {
  const exp = Math.floor(Date.now() / 1000) + livesSeconds;
  const payload = { sub: email, user_id: `id of ${email}`, user_type: 'trader', exp };
  const encoded = btoa(JSON.stringify(payload)).replaceAll('+', '-').replaceAll('/', '_');
  return { access_token: `e30.${encoded.replaceAll('=', '')}.${refresh_token}`, refresh_token };
}

export type Request = { method: string; path: string; token: string | null; body: unknown };

/** Stands in for `fetch`: notes each request and answers what `answer` says. */
export function fakeExchange(answer: (request: Request) => [status: number, body: unknown]) {
  const requests: Request[] = [];
  const fetch = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    const request = {
      method: init.method ?? 'GET',
      path,
      token: headers.get('Authorization'),
      body: init.body ? JSON.parse(String(init.body)) : null,
    };
    requests.push(request);
    const [status, body] = answer(request);
    return new Response(JSON.stringify(body), { status });
  };
  return { fetch, requests };
}
