"""What people are told when an act is stopped half way, or has to wait for others too long."""

from collections.abc import Iterator

import pytest

from tadwin.run import relink
from tadwin.run.deciding import anchors_of, claims_of
from tadwin.store import opening
from tadwin.store.record import Record, open_record
from tadwin.store.turns import ByTurns
from web.conftest import Served
from web.named import Reviewing, by_report, claim_of, open_to_names


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns wait for a moment only."""
    monkeypatch.setattr(opening, "ByTurns", lambda name, lock: ByTurns(name, lock, 0.2))


@pytest.fixture
def noor(own: Served) -> Iterator[Reviewing]:
    with open_to_names(own) as shared:
        one = Reviewing(shared, "noor")
        yield one
        one.close()


def actions(record: Record) -> list[str]:
    return [one.action for one in record.decisions()]


@pytest.mark.usefixtures("hurried")
def test_an_act_that_waits_too_long_is_to_be_tried_again(own: Served, noor: Reviewing) -> None:
    incident = by_report(own.record, "wire")
    seen = noor.seen(incident)
    with open_record(own.record.name, shared=True) as other, other.turn():  # as another process
        refused = noor.send("note", incident, seen, note="look again")
        part = noor.post("undo", {"csrf": noor.token, "decision": "1"}, **{"HX-Request": "true"})
        assert noor.page(incident)  # reading waits for nobody
    for answer in (refused, part):
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
        assert "Nothing was changed" in answer.text
        assert own.record.name not in answer.text
    assert "<h1>The record is busy</h1>" in refused.text
    assert "<html" not in part.text
    noor.does("note", incident, note="look again")


def test_an_act_that_fails_is_kept_as_a_whole_or_not_at_all(
    own: Served, noor: Reviewing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    incident, claim = by_report(own.record, "wire"), claim_of(own.record, "wire")
    form = {"claim": claim, "f-value": "13", "f-effect": "injured"}  # two decisions

    def broken(*_: object, **__: object) -> None:
        if len(actions(own.record)) == 2:
            raise RuntimeError("no room")

    with monkeypatch.context() as patch:
        patch.setattr(relink, "_some", broken)
        patch.setattr(relink, "_all", broken)
        answer = noor.send("correct", incident, **form)
    assert answer.status_code == 500
    assert "kept as a whole or not at all" in answer.text
    assert "no room" in caplog.text
    assert actions(own.record) == []
    assert own.record.incidents_named([incident.id]) == (incident,)
    assert own.record.needs_linking(relink.linker(own.record)) == []
    answer = noor.send("correct", incident, **form)
    assert answer.status_code == 303
    assert actions(own.record) == ["set", "set"]


def test_a_decision_that_was_left_half_done_is_told_to_the_next_who_decides(own: Served, noor: Reviewing) -> None:
    incident = by_report(own.record, "wire")
    seen = noor.seen(incident)
    anchors = anchors_of(own.record, claims_of(own.record, [incident]), {})
    with own.record.turn():  # as an older tadwin, killed behind it
        own.record.append(action="note", anchors=anchors, by="sami", at="2031-06-01T08:00:00Z", field=incident.id)
    answer = noor.send("note", incident, seen, note="look again")
    assert answer.status_code == 409
    assert "sami made decision 1" in answer.text
    noor.does("note", incident, note="look again")
