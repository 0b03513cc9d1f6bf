"""The README's first screen is true: its sentence, read by tadwin, gives its table."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"


def test_the_sentence_gives_the_table(tmp_path: Path) -> None:
    page = README.read_text(encoding="utf-8")
    sentence = re.findall(r"^> (.+)$", page, flags=re.MULTILINE)
    first = re.search(r"(?:^\|.*\n)+", page, flags=re.MULTILINE)
    assert first is not None
    table = [line.strip("| ").split(" | ") for line in first[0].splitlines()][2:]
    (tmp_path / "report.txt").write_text("\n".join(sentence), encoding="utf-8")
    tadwin = Path(sys.executable).parent / "tadwin"
    out = tmp_path / "out"
    command = [str(tadwin), "run", str(tmp_path / "report.txt"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    claims = [json.loads(line) for line in (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    claims.sort(key=lambda claim: claim["start"])
    assert len(claims) == len(table) > 1
    whole = claims[0]["id"]
    for claim, (who, figure, words, when, where, says) in zip(claims, table, strict=True):
        assert words.strip('"') == claim["quote"]
        assert who.split(", ")[0] == claim["effect"]
        assert (claim["group"] or "") in who
        assert ("part of" in who) == (claim["part_of"] == whole)
        assert (
            figure
            == f"{claim['count']['qualifier'].replace('_', ' ').replace('exact', 'exactly')} {claim['count']['value']}"
        )
        day = date.fromisoformat(claim["time"]["start"])
        assert when == f"{day.day} {day:%B} {day.year}"
        assert claim["time"]["end"] == claim["time"]["start"]
        assert where == f"{claim['places'][0]['name']}, {claim['places'][0]['country'].replace('SY', 'Syria')}"
        assert says.casefold() in claim["claimant"]["name"].casefold()
        assert claim["perpetrators"] == []
