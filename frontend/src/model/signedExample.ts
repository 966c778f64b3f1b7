/** A signed request for a shell, with nothing but curl and openssl. Tested by running it. */
export function signedExample(origin: string, apiKey: string, secret: string): string {
  return `API=${origin}
API_KEY='${apiKey}'
API_SECRET='${secret}'

REQUEST='/api/v1/account'
TIMESTAMP=$(date +%s)000
BODY_HASH=$(printf '' | openssl dgst -sha256 -r | cut -d ' ' -f 1)
SIGNATURE=$(printf '%s\\nGET\\n%s\\n%s' "$TIMESTAMP" "$REQUEST" "$BODY_HASH" |
  openssl dgst -sha256 -hmac "$API_SECRET" -r | cut -d ' ' -f 1)

curl -s "$API$REQUEST" -H "X-API-KEY: $API_KEY" \\
  -H "X-API-TIMESTAMP: $TIMESTAMP" -H "X-API-SIGNATURE: $SIGNATURE"
`;
}
