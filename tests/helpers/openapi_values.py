"""Requests made up from an OpenAPI document: mostly as it says, and again and again not."""

import json
import uuid
from random import Random
from typing import Any, NamedTuple

ODD = 0.06
"""How often a value is none that the document allows."""
DEEPEST = 6
WORDS = (
    "",
    "a",
    "Hello",
    "报价单",
    "\u202eabc",
    "\x00",
    "\ud800",
    "🧑‍🏭" * 40,
    "x" * 5_000,
    "%00",
    "' OR 1=1 --",
    "../..",
)
NUMBERS = (-1, 0, 1, 2, 3, 4, 5, 7, 2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**30)
INSTANTS = ("2026-04-15T09:30:00Z", "2026-04-15", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "yesterday")
JUNK: tuple[Any, ...] = (None, True, -1, 0.5, 1e308, "", "junk", [], {}, [[[]]], {"kind": "no_such_kind"}, 2**70)


class Request(NamedTuple):
    """What is to be sent."""

    method: str
    path: str
    params: dict[str, str]
    body: bytes | None
    media_type: str


class Values:
    """Makes up values for the schemas of one document."""

    def __init__(self, document: dict[str, Any], rng: Random) -> None:
        self._document = document
        self._rng = rng

    def operations(self) -> list[tuple[str, str]]:
        """Return all methods and paths."""
        return [(m, p) for p, found in self._document["paths"].items() for m in found if m in ("get", "post", "put")]

    def request(self, method: str, path: str) -> Request:
        """Make up a request for an operation."""
        operation = self._document["paths"][path][method]
        params: dict[str, str] = {}
        for parameter in operation.get("parameters", []):
            value = self._text(self.value(parameter["schema"]))
            if parameter["in"] == "path":
                path = path.replace("{" + parameter["name"] + "}", value.replace("/", "%2F") or "%20")
            elif parameter["in"] == "query" and (parameter.get("required") or self._rng.random() < 0.6):
                params[parameter["name"]] = value
        body, media_type = self._body(operation)
        return Request(method.upper(), path, params, body, media_type)

    def value(self, schema: dict[str, Any], depth: int = 0) -> Any:
        """Make up a value."""
        if self._rng.random() < ODD:
            return self._rng.choice(JUNK)
        schema = self._resolved(schema)
        for several in ("oneOf", "anyOf"):
            if several in schema:
                return self.value(self._rng.choice(schema[several]), depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._rng.choice(schema["enum"])
        kind = schema.get("type")
        kind = self._rng.choice(kind) if isinstance(kind, list) else kind
        return self._of_type(str(kind), schema, depth)

    def _of_type(self, kind: str, schema: dict[str, Any], depth: int) -> Any:
        rng = self._rng
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            count = 0 if depth > DEEPEST else rng.choice((0, 1, 1, 2, 5))
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(count)]
        if kind == "string":
            return self._string(schema)
        number = rng.choice(NUMBERS)
        simple = {"integer": number, "number": rng.choice((number, 0.5, -1e300)), "boolean": rng.random() < 0.5}
        return simple.get(kind, None if kind == "null" else rng.choice(JUNK))

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        required = set(schema.get("required", []))
        made = {
            name: self.value(inner, depth + 1)
            for name, inner in schema.get("properties", {}).items()
            if name in required or (depth < DEEPEST and self._rng.random() < 0.5)
        }
        more = schema.get("additionalProperties")
        if isinstance(more, dict) and more:
            made |= {self._rng.choice(("a", "1", "zh")): self.value(more, depth + 1)}
        if self._rng.random() < ODD:
            made[self._rng.choice(("extra", "kind", ""))] = self._rng.choice(JUNK)
        return made

    def _string(self, schema: dict[str, Any]) -> str:
        kind = schema.get("format", "")
        if kind == "uuid":
            return str(uuid.UUID(int=self._rng.getrandbits(128), version=4))
        if kind.startswith("date"):
            return self._rng.choice(INSTANTS)
        return self._rng.choice(WORDS)

    def _body(self, operation: dict[str, Any]) -> tuple[bytes | None, str]:
        rng = self._rng
        content = (operation.get("requestBody") or {}).get("content", {}).get("application/json")
        if content is None:
            if rng.random() < 0.5:
                return None, ""
            return rng.randbytes(rng.choice((0, 10, 4_000))), rng.choice(("image/png", "text/html", ""))
        whole = json.dumps(self.value(content["schema"])).encode()
        if rng.random() < ODD:
            whole = rng.choice((whole[: len(whole) // 2], b"", b"\xff\xfe", b"[" * 5_000, b'{"a":NaN}'))
        return whole, "application/json"

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _text(self, value: Any) -> str:
        text = value if isinstance(value, str) else json.dumps(value)
        return text.encode("utf-8", "replace").decode()
