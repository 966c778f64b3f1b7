#!/bin/sh
# Calls the exchange's API, signed with an API key, with nothing but curl and openssl:
#
#   export EXCHANGE_URL=http://127.0.0.1:8000 API_KEY=... API_SECRET=...
#   examples/signed-client.sh GET '/api/v1/orders/my-orders?active_only=true'
#   examples/signed-client.sh POST /api/v1/orders/place '{"side":"BUY","order_type":"LIMIT","price":1,"quantity":1}'
#
# With an ED25519 key, API_PRIVATE_KEY names the file of its private key instead of API_SECRET:
#
#   openssl genpkey -algorithm ed25519 -out private.pem && openssl pkey -in private.pem -pubout
#
# The second prints the public_key to send when the API key is made.
set -eu

method=$1 target=$2 body=${3-}

timestamp=$(date +%s%3N)
case $timestamp in *N) timestamp=$(date +%s)000 ;; esac # a date without milliseconds

body_hash=$(printf %s "$body" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
text=$(mktemp)
trap 'rm -f "$text"' EXIT
printf '%s\n%s\n%s\n%s' "$timestamp" "$method" "$target" "$body_hash" >"$text"

if [ -n "${API_PRIVATE_KEY-}" ]; then
  signature=$(openssl pkeyutl -sign -inkey "$API_PRIVATE_KEY" -rawin -in "$text" | base64 | tr -d '\n')
else
  signature=$(openssl dgst -sha256 -hmac "$API_SECRET" -r "$text" | cut -d ' ' -f 1)
fi

curl --silent --show-error --fail-with-body --globoff --request "$method" "$EXCHANGE_URL$target" \
  --header "X-API-KEY: $API_KEY" \
  --header "X-API-TIMESTAMP: $timestamp" \
  --header "X-API-SIGNATURE: $signature" \
  --header 'Content-Type: application/json' \
  --data-raw "$body"
