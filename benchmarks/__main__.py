"""`python -m benchmarks` times reading; `… linking`, `… serving`, `… reviewers` and `… publishing` time the rest."""

import os

# One thread for both sides; the numeric libraries read these when they are first imported.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[_variable] = "1"

import sys  # noqa: E402

if sys.argv[1:2] == ["linking"]:
    from benchmarks.linking import main as linking

    sys.exit(linking(sys.argv[2:]))

if sys.argv[1:2] == ["serving"]:
    from benchmarks.serving import main as serving

    sys.exit(serving(sys.argv[2:]))

if sys.argv[1:2] == ["reviewers"]:
    from benchmarks.reviewers import main as reviewers

    sys.exit(reviewers(sys.argv[2:]))

if sys.argv[1:2] == ["publishing"]:
    from benchmarks.publishing import main as publishing

    sys.exit(publishing(sys.argv[2:]))

from benchmarks.speed import main  # noqa: E402
from evals.home import use_own_home  # noqa: E402

use_own_home()
sys.exit(main())
