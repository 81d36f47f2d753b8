"""``standfirst keys create | list | revoke``: the keys file from the command line."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table

from service.adapters.key_file import BrokenKeys, Record
from service.adapters.key_file.key_file import records
from service.adapters.key_file.registry import add, end
from service.settings import BadSettings, load_settings
from service.summarise.allowance import Allowance, OverBudget
from service.summarise.key import Key, Scope

T = TypeVar("T")

_USUAL = (Scope.SUMMARISE, Scope.CHECK, Scope.PURGE)


class Moment(click.ParamType[datetime]):
    """A date (its first moment, UTC), a time with its zone, or a number of days from now: ``30d``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, in UTC."""
        text = str(value)
        try:
            if text.endswith("d"):
                return datetime.now(UTC).replace(microsecond=0) + timedelta(days=float(text[:-1]))
            moment = datetime.fromisoformat(text)
        except (ValueError, OverflowError):
            self.fail(f"{text!r} is no date: 2027-01-31, 2027-01-31T06:00+01:00 or 30d", param, ctx)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


_file = click.option(
    "--file", "path", type=click.Path(dir_okay=False, path_type=Path), help="Instead of STANDFIRST_KEYS_FILE."
)


@click.group()
def keys() -> None:
    """Make, list and revoke the keys that callers need."""


@keys.command()
@_file
@click.option("--name", required=True, help="For people: whose it is, what for.")
@click.option("--tenant", help="Whose articles, limits and money these are; a key's id if left out. Keys share one.")
@click.option(
    "--scope", "scopes", type=click.Choice([scope.value for scope in Scope]), multiple=True,
    default=[scope.value for scope in _USUAL], show_default=True, help="May be given again.",
)  # fmt: skip
@click.option("--origin", "origins", multiple=True, help="A web origin whose pages may use it. May be given again.")
@click.option("--starts", type=Moment(), help="From when it is good: 2027-01-31 or 30d.")
@click.option("--expires", type=Moment(), help="Until when it is good.")
@click.option("--requests-per-minute", type=click.IntRange(min=1))
@click.option("--concurrent-requests", type=click.IntRange(min=1))
@click.option("--tokens-per-day", type=click.IntRange(min=1))
@click.option("--tokens-per-month", type=click.IntRange(min=1))
@click.option("--cost-per-day", type=click.FloatRange(min=0), help="In STANDFIRST_CURRENCY, as is the next.")
@click.option("--cost-per-month", type=click.FloatRange(min=0))
@click.option(
    "--over-budget", type=click.Choice([way.value for way in OverBudget]), default="degrade", show_default=True,
    help="degrade: the extractive engine writes; refuse: 429.",
)  # fmt: skip
def create(
    path: Path | None,
    name: str,
    tenant: str | None,
    scopes: tuple[str, ...],
    origins: tuple[str, ...],
    starts: datetime | None,
    expires: datetime | None,
    over_budget: str,
    **bounds: Any,  # noqa: ANN401 - click hands on what the options hold
) -> None:
    """Make a key and print its secret, once."""
    identifier = f"key_{token_hex(4)}"
    allowance = Allowance(**bounds, over_budget=OverBudget(over_budget))
    key = Key(
        id=identifier,
        tenant=tenant or identifier,
        name=name,
        scopes=frozenset(map(Scope, scopes)),
        origins=origins,
        allowance=allowance,
        starts=starts,
        expires=expires,
    )
    made = _said(lambda: add(_path(path), key, datetime.now(UTC).replace(microsecond=0)))
    click.echo(made)
    click.echo(f"{identifier} of tenant {key.tenant}: this is the only time that its secret is shown", err=True)


@keys.command("list")
@_file
def list_keys(path: Path | None) -> None:
    """List all keys. Nobody can list their secrets."""
    now = datetime.now(UTC)
    table = Table("id", "tenant", "name", "scopes", "state", "until", "limits", box=None, pad_edge=False)
    for record in _said(lambda: records(_path(path))):
        key = record.key
        scopes = ",".join(sorted(scope.value for scope in key.scopes))
        until = f"{key.expires:%Y-%m-%d %H:%M}" if key.expires else "-"
        table.add_row(key.id, key.tenant, _plain(key.name), scopes, _state(record, now), until, _limits(key.allowance))
    # Wide enough that a line in a file is never folded.
    Console(width=None if sys.stdout.isatty() else 300, highlight=False, markup=False).print(table)


@keys.command()
@_file
@click.argument("identifier", metavar="ID")
@click.option("--at", type=Moment(), help="When it ends; now if left out.")
def revoke(path: Path | None, identifier: str, at: datetime | None) -> None:
    """End the key of that ID. All workers know it within seconds."""
    try:
        _said(lambda: end(_path(path), identifier, at or datetime.now(UTC)))
    except KeyError:
        raise click.ClickException(f"there is no key {identifier}") from None
    click.echo(f"{identifier} ends {f'{at:%Y-%m-%d %H:%M} UTC' if at else 'now'}")


def _path(given: Path | None) -> Path:
    try:
        path = given or load_settings().keys_file
    except BadSettings as error:
        raise click.ClickException(str(error)) from error
    if path is None:
        raise click.ClickException("which file? Set STANDFIRST_KEYS_FILE or give --file")
    return path


def _said(work: Callable[[], T]) -> T:
    """What the work gives; a file that cannot be used is one line."""
    try:
        return work()
    except BrokenKeys as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"the keys file cannot be written: {error.strerror}") from error


def _state(record: Record, now: datetime) -> str:
    if record.is_live(now):
        return "live"
    return "ended" if record.key.expires and record.key.expires <= now else "not yet"


def _limits(allowance: Allowance) -> str:
    bounds = {
        "a minute": allowance.requests_per_minute,
        "at once": allowance.concurrent_requests,
        "tokens a day": allowance.tokens_per_day,
        "tokens a month": allowance.tokens_per_month,
        "cost a day": allowance.cost_per_day,
        "cost a month": allowance.cost_per_month,
    }
    return ", ".join(f"{bound:g} {what}" for what, bound in bounds.items() if bound is not None) or "-"


def _plain(name: str) -> str:
    return "".join(character for character in name if character.isprintable())
