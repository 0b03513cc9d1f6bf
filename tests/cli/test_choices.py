"""What commands let people choose from is what there is."""

from tadwin.cli.run import RULES
from tadwin.reconcile.rules import Rule


def test_the_rules_that_run_takes_are_all_there_are() -> None:
    assert tuple(rule.value for rule in Rule) == RULES
