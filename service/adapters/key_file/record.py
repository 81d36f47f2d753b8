"""A key as a line of the file, checked field by field."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

from service.summarise.allowance import Allowance, OverBudget
from service.summarise.key import Key, Scope

KEYS_MAX = 10_000

_NAME = validate.Regexp(r"[A-Za-z0-9._-]{1,64}\Z")
_ORIGIN = validate.Regexp(r"https?://[A-Za-z0-9.\[\]:-]{1,255}\Z", error="Wants a web origin: https://cms.example.")
_COUNT = validate.Range(min=1)


@dataclass(frozen=True, slots=True)
class Record:
    """A key with the hash of its secret."""

    key: Key
    sha256: str
    created: datetime

    def ending(self, at: datetime) -> "Record":
        """The same, dead from then on; an earlier end stands."""
        ends = min(at, self.key.expires) if self.key.expires else at
        return replace(self, key=replace(self.key, expires=ends))

    def is_live(self, now: datetime) -> bool:
        """Whether it may be used now."""
        key = self.key
        return (key.starts is None or key.starts <= now) and (key.expires is None or now < key.expires)


class _AllowanceSchema(ma.Schema):
    requests_per_minute = fields.Integer(strict=True, validate=_COUNT)
    concurrent_requests = fields.Integer(strict=True, validate=_COUNT)
    tokens_per_day = fields.Integer(strict=True, validate=_COUNT)
    tokens_per_month = fields.Integer(strict=True, validate=_COUNT)
    cost_per_day = fields.Float(validate=validate.Range(min=0))
    cost_per_month = fields.Float(validate=validate.Range(min=0))
    over_budget = fields.Enum(OverBudget, by_value=True)

    @ma.post_load
    def _allowance(self, data: dict[str, Any], **_: object) -> Allowance:
        return Allowance(**data)

    @ma.post_dump
    def _without_absent(self, data: dict[str, Any], **_: object) -> dict[str, Any]:
        return {name: value for name, value in data.items() if value is not None}


class _RecordSchema(ma.Schema):
    id = fields.String(required=True, validate=_NAME)
    tenant = fields.String(required=True, validate=_NAME)
    name = fields.String(required=True, validate=validate.Length(max=80))
    sha256 = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z"))
    scopes = fields.List(fields.Enum(Scope, by_value=True), required=True)
    origins = fields.List(fields.String(validate=_ORIGIN), load_default=list)
    allowance = fields.Nested(_AllowanceSchema, load_default=Allowance)
    created = fields.AwareDateTime(required=True, default_timezone=UTC)
    starts = fields.AwareDateTime(load_default=None, allow_none=True, default_timezone=UTC)
    expires = fields.AwareDateTime(load_default=None, allow_none=True, default_timezone=UTC)

    @ma.post_load
    def _record(self, data: dict[str, Any], **_: object) -> Record:
        sha256, created = data.pop("sha256"), data.pop("created")
        data |= {"scopes": frozenset(data["scopes"]), "origins": tuple(data["origins"])}
        return Record(Key(**data), sha256, created)


class _FileSchema(ma.Schema):
    version = fields.Integer(required=True, strict=True, validate=validate.Equal(1))
    keys = fields.List(fields.Nested(_RecordSchema), required=True, validate=validate.Length(max=KEYS_MAX))

    @ma.validates_schema
    def _tells_keys_apart(self, data: Mapping[str, Any], **_: object) -> None:
        records = data["keys"]
        for what in ({one.key.id for one in records}, {one.sha256 for one in records}):
            if len(what) < len(records):
                raise ma.ValidationError("Holds a key twice.")


_FILE = _FileSchema()


def load(document: object) -> tuple[Record, ...]:
    """The records of a file's JSON. Raises ``marshmallow.ValidationError``."""
    if not isinstance(document, dict):
        raise ma.ValidationError("Wants an object.")
    return tuple(_FILE.load(document)["keys"])


def dump(records: tuple[Record, ...]) -> dict[str, Any]:
    """A file's JSON."""
    rows = [
        asdict(one.key) | {"allowance": one.key.allowance, "sha256": one.sha256, "created": one.created}
        for one in records
    ]
    for row in rows:
        row["scopes"] = sorted(row["scopes"])
    return dict(_FILE.dump({"version": 1, "keys": rows}))
