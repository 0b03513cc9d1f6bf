"""Exports: what of a record leaves, written in one of the formats that others read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tadwin.config import Settings
from tadwin.errors import ExportError, MappingError
from tadwin.export import plotted
from tadwin.export.files import write_bytes
from tadwin.export.mapping import read_mapping, unmatched
from tadwin.export.registry import MAPPABLE, Exported, export
from tadwin.export.release import release
from tadwin.export.site import folder as site_folder
from tadwin.export.site.pages import Site, files
from tadwin.run.progress import Progress
from tadwin.run.publishing import published
from tadwin.store.record import Record

#: Names in a map that nothing has are given so many times, then counted.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Made:
    """What an export wrote, the hash of the record that it is of, and the names in the map that nothing in it has."""

    exported: Exported
    head: str
    unmatched: tuple[str, ...]
    withheld: int  # incidents that the profile withholds as a whole


def export_record(
    record: Record, settings: Settings, name: str, to: Path, profile: str, mapping: Path | None, made_on: date
) -> Made:
    """Writes what of a record leaves with a profile, in one of `registry.EXPORTS`.

    Raises ExportError where nothing is signed off, MappingError for a map that cannot be used, OSError as the disk
    does.
    """
    told = {} if mapping is None else mapping_in(mapping)
    made = release(published(record, settings, profile), made_on, told)
    return Made(export(name, to, made), made.provenance.head, unmatched(told, made.incidents), made.withheld.incidents)


def plot_record(record: Record, settings: Settings, folder: Path, profile: str) -> list[Path]:
    """Writes the pictures of what leaves with a profile into a folder, for their owner's eyes only; gives their paths.

    Raises ExportError where nothing is signed off, or nothing of it can be drawn; OSError as the disk does.
    """
    made = plotted.pictures(published(record, settings, profile))
    if not made:
        raise ExportError("nothing that is signed off has people killed on a known day or in a known place: no picture")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, content in made.items():
        write_bytes(folder / name, content)
    return [folder / name for name in made]


def mapping_in(path: Path) -> dict[str, dict[str, str]]:
    """What a file for `--map` says. Raises MappingError, which names the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return read_mapping(file, MAPPABLE)
    except MappingError as error:
        raise MappingError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path}: it is not in UTF-8; save it as CSV in UTF-8") from error


def named(unmatched: Sequence[str]) -> str:
    """The first of the names in a map that nothing has, and how many more there are."""
    more = f" and {len(unmatched) - _NAMED} more" if len(unmatched) > _NAMED else ""
    return ", ".join(map(repr, unmatched[:_NAMED])) + more


def publish_record(
    record: Record, settings: Settings, folder: Path, profile: str, made_on: date, progress: Progress, title: str
) -> Site:
    """Writes the site of what leaves with a profile into a folder, in the place of one that it wrote before.

    What is published for everyone (`careful`) may be read by every user of this computer, as a web server must; the
    rest is for its owner's eyes only. Raises ExportError where nothing is signed off, and for a folder that holds
    anything else; OSError as the disk does.
    """
    site_folder.check(folder)
    progress.begin("Reading what is signed off", None)
    made = Site(published(record, settings, profile), made_on, title)
    progress.begin("Writing pages", made.steps)

    def told() -> Iterator[tuple[str, bytes]]:
        for path, content in files(made):
            yield path, content
            if path.startswith("incidents/"):
                progress.step()

    provenance = release(made.publication, made_on).provenance
    site_folder.write(folder, told(), provenance.told(), public=profile == "careful")
    return made
