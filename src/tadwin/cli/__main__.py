"""`python -m tadwin.cli`: the same program, where its script is not on the path."""

from tadwin.cli.main import main

main()
