"""The file with which a user ties incidents and perpetrators to other projects' ids: `--map FILE.csv`.

A CSV file in UTF-8. Its column `match` names an incident by the id that the export gives it, or a perpetrator by
name; its other columns are columns of the GED or ACLED table, and what they hold is put there. A row for an incident
goes before one for its perpetrator. A perpetrator's row serves the incidents that blame this one alone and are not
contested: whose dyad it would be otherwise, only a person can say, in a row for the incident.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence

from tadwin.errors import MappingError
from tadwin.export.columns import Column, Kind
from tadwin.export.publication import PublishedIncident
from tadwin.export.release import blamed

MATCH = "match"


def read_mapping(lines: Iterable[str], columns: Mapping[str, Column]) -> dict[str, dict[str, str]]:
    """What the file says, by the incident or perpetrator that it names. `columns` are those that it may have.

    Raises MappingError, which names the line, for a column or a value that has no meaning.
    """
    reader = csv.reader(lines, strict=True)
    try:
        heading = [name.strip().removeprefix("\ufeff") for name in next(reader, [])]
        _check_heading(heading, columns)
        found: dict[str, dict[str, str]] = {}
        for cells in reader:
            if any(cell.strip() for cell in cells):
                name, values = _row(reader.line_num, heading, cells, columns)
                if name in found:
                    raise MappingError(f"line {reader.line_num}: {name!r} has a row already; keep one")
                found[name] = values
    except csv.Error as error:
        raise MappingError(f"line {reader.line_num}: it is no CSV ({error})") from error
    return found


def _check_heading(heading: Sequence[str], columns: Mapping[str, Column]) -> None:
    if MATCH not in heading:
        raise MappingError(f"it has no column {MATCH!r}, which names the incident or the perpetrator of each row")
    if len(set(heading)) < len(heading):
        raise MappingError("two of its columns have one name")
    for name in heading:
        if name != MATCH and name not in columns:
            raise MappingError(f"a map cannot fill a column {name!r}; it can fill {', '.join(columns)}")


def _row(
    line: int, heading: Sequence[str], cells: Sequence[str], columns: Mapping[str, Column]
) -> tuple[str, dict[str, str]]:
    if len(cells) != len(heading):
        raise MappingError(f"line {line}: {len(cells)} values for {len(heading)} columns")
    told = {name: cell.strip() for name, cell in zip(heading, cells, strict=True) if cell.strip()}
    if MATCH not in told:
        raise MappingError(f"line {line}: its column {MATCH!r} is empty")
    name = told.pop(MATCH)
    for column, value in told.items():
        _check_value(line, columns[column], value)
    return name, told


def _check_value(line: int, column: Column, value: str) -> None:
    if column.codes and value not in column.codes:
        raise MappingError(f"line {line}: {column.name} is one of {', '.join(column.codes)}, not {value!r}")
    if column.kind is Kind.INTEGER and not (value.isascii() and value.removeprefix("-").isdigit()):
        raise MappingError(f"line {line}: {column.name} is a whole number, not {value!r}")


def mapped(incident: PublishedIncident, mapping: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What the map says of an incident, by column: of its one uncontested perpetrator, and over that of itself."""
    party = blamed(incident)
    told = dict(mapping.get(party.name, {})) if party is not None and party.name is not None else {}
    told.update(mapping.get(incident.id, {}))
    return told


def unmatched(mapping: Mapping[str, Mapping[str, str]], incidents: Iterable[PublishedIncident]) -> tuple[str, ...]:
    """The names in the map that no incident has, in its order: most likely slips of the pen."""
    known: set[str | None] = set()
    for incident in incidents:
        known.update((incident.id, *(party.name for party in incident.perpetrators)))
    return tuple(name for name in mapping if name not in known)
