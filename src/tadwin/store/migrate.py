"""Bringing a record's tables to this version of tadwin."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from tadwin.errors import RecordError
from tadwin.store.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The migration that the record stands at; None where there are no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def upgrade(connection: Connection, migrations: Path = MIGRATIONS, head: str = HEAD) -> None:
    """Migrates to the head inside the caller's transaction, so that a kill leaves the record as it was.

    Raises RecordError when the record stands at a migration that this tadwin does not know.
    """
    # Alembic takes longer to load than most commands run, and a record at HEAD has no need of it.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision(connection)
    if found is not None and found not in known:
        raise RecordError(
            f"the record was written by a newer tadwin (its tables are at {found}, this one knows up to {head}); "
            "upgrade tadwin, or name another folder"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
