"""The files of a record, written anew from it."""

from pathlib import Path

from tadwin.export import manifest, page, registry
from tadwin.export.holdings import Holdings
from tadwin.reconcile.tallies import ledger
from tadwin.run.folded import folded
from tadwin.store.record import Record

#: What a run writes into its folder, in the order in which people open it.
PAGE, DATABASE, MANIFEST = "index.html", "record.db", "record.json"


def write_out(record: Record, folder: Path) -> tuple[str, ...]:
    """Writes every format and the page into `folder`; the names of what is there now.

    Each file is replaced when its successor is whole. Raises OSError as the disk does.
    """
    incidents, claims = list(record.incidents()), folded(record).claims
    tallies = ledger(claims, incidents)
    for name in registry.FORMATS:
        registry.write(name, folder, Holdings(claims, incidents, tallies))
    content = page.Content(
        reports=list(record.reports()),
        claims=list(claims),
        incidents=incidents,
        tallies=tallies,
        aside=list(record.set_asides().items()),
        made_with=record.versions(),
        head=record.head(),
    )
    page.write(folder / PAGE, content)
    written = (PAGE, *registry.FORMATS)
    told = manifest.told(folder, written, head=content.head, made_with=content.made_with)
    manifest.write(folder / MANIFEST, told)
    return (*written, MANIFEST)
