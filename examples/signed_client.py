"""Calls the exchange's API, signed with an HMAC API key, with nothing but Python's own library:

    export EXCHANGE_URL=http://127.0.0.1:8000 API_KEY=... API_SECRET=...
    python3 examples/signed_client.py GET '/api/v1/orders/my-orders?active_only=true'
"""

import hashlib
import hmac
import os
import sys
import time
import urllib.error
import urllib.request


def signed_headers(method, target, body):
    """The headers that sign one request; body is bytes, empty when there is none."""
    timestamp = str(time.time_ns() // 1_000_000)
    body_hash = hashlib.sha256(body).hexdigest()
    text = "\n".join([timestamp, method, target, body_hash])
    secret = os.environ["API_SECRET"].encode()
    signature = hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
    return {
        "X-API-KEY": os.environ["API_KEY"],
        "X-API-TIMESTAMP": timestamp,
        "X-API-SIGNATURE": signature,
    }


def call(method, target, body=b""):
    """Returns status and body. Target is path and query exactly as they go over the wire."""
    request = urllib.request.Request(
        os.environ["EXCHANGE_URL"] + target,
        data=body or None,
        method=method,
        headers={"Content-Type": "application/json", **signed_headers(method, target, body)},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


if __name__ == "__main__":
    status, text = call(sys.argv[1], sys.argv[2], "".join(sys.argv[3:]).encode())
    print(text)
    sys.exit(0 if status < 400 else 1)
