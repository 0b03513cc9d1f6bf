"""What all tests share: a home of their own, and patience for a busy machine."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from benchmarks.postgres import Cluster, cluster, programs
from evals.home import HOME, use_own_home
from tadwin.adapters.gazetteer_build import ensure
from tadwin.config import Settings, load_settings
from tadwin.store.address import Address, parse_database

#: How long to wait for the process that compiles it, in seconds.
_PATIENCE = 600.0

# Set before anything is collected: no test, and nothing that a test starts, comes near the user's own data or settings.
use_own_home()
os.environ.pop("TADWIN_MODEL", None)

hypothesis_settings.register_profile("tadwin", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("tadwin")


@pytest.fixture(scope="session", autouse=True)
def home() -> Path:
    """The tests' own home, its gazetteer compiled by whichever process of the run comes first."""
    with closing(sqlite3.connect(HOME / "compiling.lock", timeout=_PATIENCE, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        ensure(HOME)
    return HOME


@pytest.fixture(scope="session")
def settings(home: Path) -> Settings:
    """The settings that `tadwin` itself would find."""
    return load_settings()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL cluster for this process of the run. Skips where PostgreSQL is not installed."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    with cluster() as made:
        yield made


@pytest.fixture
def postgres_address(postgres_cluster: Cluster) -> str:
    """The address of a fresh record in PostgreSQL, for this test alone."""
    return postgres_cluster.new_record()


@pytest.fixture
def team_database(postgres_cluster: Cluster) -> Address:
    """The address of a fresh database in PostgreSQL, which holds no record and no accounts."""
    return parse_database(postgres_cluster.new_database())
