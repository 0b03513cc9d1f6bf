"""The codebook of an export: where it comes from, what is left out, and what every column means."""

from collections.abc import Iterator, Mapping, Sequence

from tadwin.export import wording
from tadwin.export.columns import Cells, Column, Content, Kind, Table
from tadwin.export.notes import figure_words
from tadwin.export.plain import plain
from tadwin.export.release import Release

#: What holds for every table.
CONVENTIONS = (
    "A blank is not stated, and never zero.",
    "A figure whose words set no upper bound has no number for its high: the blank stands for an open end, and the "
    "notes give the figure with ≥.",
    "What sources say of a perpetrator is their word. Nothing here is a finding of guilt.",
    "Words are on one line. A character that would steer a screen is written as ⟨U+…⟩; what no cell could hold is cut, "
    "and says so. In CSV, words that a spreadsheet would run as a formula stand behind an apostrophe.",
)

COLUMNS = (
    Column("table", Kind.TEXT, "The table."),
    Column("column", Kind.TEXT, "The column."),
    Column("type", Kind.TEXT, "What it holds, in the words of Frictionless Table Schema."),
    Column("meaning", Kind.TEXT, "What it means."),
    Column("codes", Kind.TEXT, "Its values, where they are a closed list."),
)


def cells(tables: Sequence[Table]) -> Iterator[Cells]:
    """A row for each column of each table."""
    for table in tables:
        for column in table.columns:
            meaning = f"{column.meaning} A map can fill it." if column.mapped else column.meaning
            yield {
                "table": table.name,
                "column": column.name,
                "type": column.kind.value,
                "meaning": meaning,
                "codes": codes(column),
            }


def codes(column: Column) -> str:
    """A column's closed list in words: "1: the day; 2: up to a week"; empty where it has none."""
    return "; ".join(f"{code}: {meaning}" if meaning else code for code, meaning in column.codes.items())


def about(release: Release, tables: Sequence[Table], contents: Mapping[str, Content]) -> Iterator[str]:
    """Where an export comes from, how many rows it has, and what each table leaves out and why, line by line."""
    yield f"Written by {release.provenance.words()}."
    if release.withheld.incidents:
        killed = release.withheld.killed
        dead = f", in which were killed: {figure_words(killed)}" if killed else ""
        yield f"The profile withholds {wording.plural(release.withheld.incidents, 'incident')} as a whole{dead}."
    for table in tables:
        content = contents[table.name]
        left_out = wording.plural(len(content.left_out), "incident")
        yield f"{table.name}: {wording.plural(len(content.cells), 'row')}, {left_out} left out."
        for why in dict.fromkeys(one.why for one in content.left_out):
            ids = ", ".join(one.id for one in content.left_out if one.why == why)
            yield f"Left out of {table.name}, {why}: {ids}."


def markdown(tables: Sequence[Table]) -> str:
    """The codebook of these tables: what never changes from one export to the next."""
    return "\n".join(line for table in tables for line in _section(table))


def document(release: Release, tables: Sequence[Table], contents: Mapping[str, Content]) -> str:
    """The codebook that goes with one export."""
    told = (f"- {plain(line)}" for line in (*about(release, tables, contents), *CONVENTIONS))
    return "\n".join(("# Codebook", "", *told, "", markdown(tables)))


def _section(table: Table) -> Iterator[str]:
    yield from (f"## {table.title}", "")
    yield from ("| column | holds | meaning | codes |", "|---|---|---|---|")
    for row in cells((table,)):
        yield f"| `{row['column']}` | {row['type']} | {_cell(row['meaning'])} | {_cell(row['codes'])} |"
    if table.cannot:
        yield from ("", "What it cannot say:", "")
        yield from (f"- {line}." for line in table.cannot)
    if table.sources:
        yield from ("", "After:", "")
        yield from (f"- {line}." for line in table.sources)
    yield ""


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")
