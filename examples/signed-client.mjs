// Calls the exchange's API, signed with an API key, with nothing but Node 18 or newer:
//
//   export EXCHANGE_URL=http://127.0.0.1:8000 API_KEY=... API_SECRET=...
//   node examples/signed-client.mjs GET '/api/v1/orders/my-orders?active_only=true'
//
// With an ED25519 key, API_PRIVATE_KEY names the file of its private key instead of API_SECRET.
import { createHash, createHmac, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'

const { EXCHANGE_URL, API_KEY, API_SECRET, API_PRIVATE_KEY } = process.env

/** The headers that sign one request; body is '' when there is none. */
function signedHeaders(method, target, body) {
  const timestamp = String(Date.now())
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const text = [timestamp, method, target, bodyHash].join('\n')
  const signature = API_PRIVATE_KEY
    ? sign(null, Buffer.from(text), readFileSync(API_PRIVATE_KEY)).toString('base64')
    : createHmac('sha256', API_SECRET).update(text).digest('hex')
  return { 'X-API-KEY': API_KEY, 'X-API-TIMESTAMP': timestamp, 'X-API-SIGNATURE': signature }
}

/** @param target path and query exactly as they go over the wire: encode before signing */
async function call(method, target, body = '') {
  const answer = await fetch(EXCHANGE_URL + target, {
    method,
    headers: { 'Content-Type': 'application/json', ...signedHeaders(method, target, body) },
    body: body === '' ? undefined : body,
  })
  return { status: answer.status, body: await answer.json() }
}

const [method, target, body] = process.argv.slice(2)
const answer = await call(method, target, body)
console.log(JSON.stringify(answer.body))
process.exitCode = answer.status < 400 ? 0 : 1
