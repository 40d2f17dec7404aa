"""Headers by which a receiver knows that a message is ours, fresh, and not one that it has had already."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

DELIVERY, TIMESTAMP, SIGNATURE = "Motcua-Delivery", "Motcua-Timestamp", "Motcua-Signature"


def headers(secret: bytes, delivery: str, body: bytes, now: datetime) -> dict[str, str]:
    """`delivery` stays the same through all attempts; the timestamp is that of this one."""
    timestamp = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        DELIVERY: delivery,
        TIMESTAMP: timestamp,
        SIGNATURE: signature(secret, timestamp, body),
    }


def signature(secret: bytes, timestamp: str, body: bytes) -> str:
    return "sha256=" + hmac.new(secret, timestamp.encode() + b"." + body, sha256).hexdigest()
