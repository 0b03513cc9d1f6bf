"""`python -m evals`: runs the gate."""

import sys

from evals.gate import main

sys.exit(main())
