"""`python -m benchmarks serving`: how long the review app takes for a page of a large record, on both databases.

The record is invented (`benchmarks.records`) and linked as any other; copies of it go into SQLite and PostgreSQL. Each
page is asked for over and over, of incidents and reports met by chance, by a reviewer who is signed in; timed is what
the server does, from the request's arrival to the whole answer, without a network.
"""

import argparse
import asyncio
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx

from benchmarks.postgres import cluster, programs
from benchmarks.records import DAYS, generate
from tadwin import ids
from tadwin.run.relink import relink
from tadwin.store import captured
from tadwin.store.copying import copy_record
from tadwin.store.record import Record, open_record
from tadwin.store.reviews import Reviews, Wanted
from tadwin.types import Claim, Extraction, Report
