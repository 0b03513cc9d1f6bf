"""`python -m evals`: runs the gate."""

import sys

from evals.gate import main
from evals.home import use_own_home

use_own_home()
sys.exit(main())
