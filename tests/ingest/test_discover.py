import os
import random
from pathlib import Path

import pytest

from tadwin.errors import ManifestError
from tadwin.ingest.discover import Discovery, covers, discover
from tadwin.vocab import Access


def write(path: Path, content: str = "Four people were killed.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def ids(discovery: Discovery) -> list[str]:
    return [found.report_id for found in discovery.found]


def test_a_folder_gives_its_reports_sorted_with_those_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/deeper/d.htm", "e.pdf", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name)
    assert ids(discover([str(tmp_path)])) == ["a", "b", "e", "c", "d"]


def test_what_is_not_read_is_named_and_loses_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.docx")
    write(tmp_path / "noending")
    discovery = discover([str(tmp_path), str(tmp_path / "absent.txt"), str(tmp_path / "*.pdf"), "x" * 5000, "nul\x00"])
    assert ids(discovery) == ["a"]
    assert [Path(refused.name).name for refused in discovery.refused] == ["b.docx", "noending"]
    assert ".docx" in discovery.refused[0].reason
    absent = [(Path(absent.name).name[:12], absent.reason) for absent in discovery.absent]
    assert [name for name, _ in absent] == ["absent.txt", "*.pdf", "x" * 12, "nul_"]
    assert "no such file" in absent[0][1]
    assert "matches no file" in absent[1][1]


def test_patterns_are_expanded(tmp_path: Path) -> None:
    write(tmp_path / "one" / "a.txt")
    write(tmp_path / "two" / "b.txt")
    write(tmp_path / "two" / "c.md")
    assert ids(discover([str(tmp_path / "**" / "*.txt")])) == ["a", "b"]


def test_a_name_with_brackets_is_a_name_before_it_is_a_pattern(tmp_path: Path) -> None:
    assert ids(discover([str(write(tmp_path / "a[1].txt"))])) == ["a[1]"]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    (tmp_path / "again.txt").symlink_to(file)
    assert len(discover([str(file), str(tmp_path), str(tmp_path / "*.txt")]).found) == 1


def test_standard_input(tmp_path: Path) -> None:
    discovery = discover(["-", str(write(tmp_path / "stdin.txt")), "-"])
    assert discovery.found[0].path is None
    assert len(set(ids(discovery))) == 2


def test_clashing_names_keep_their_ids_in_any_order(tmp_path: Path) -> None:
    paths = [str(write(tmp_path / folder / "report.txt", folder)) for folder in "abcd"]
    paths += [str(write(tmp_path / "other.txt")), str(write(tmp_path / "a" / "report.md", "md"))]
    expected = {found.name: found.report_id for found in discover(paths).found}
    assert len(set(expected.values())) == 6
    assert expected[paths[4]] == "other"
    assert all(
        report_id.startswith("report~") for name, report_id in expected.items() if "report" in name.split("/")[-1]
    )
    for seed in range(5):
        random.Random(seed).shuffle(paths)  # noqa: S311  # an order, not a secret
        assert {found.name: found.report_id for found in discover(paths).found} == expected


def test_hostile_names_reach_neither_ids_nor_messages(tmp_path: Path) -> None:
    write(tmp_path / "a\u202etxt\x1b[2J\n.txt")
    write(tmp_path / "b\x1b.exe")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt")).write_text("Four killed.")
    discovery = discover([str(tmp_path)])
    shown = "".join(found.report_id + found.name for found in discovery.found) + str(discovery.refused[0])
    assert len(discovery.found) == 2
    assert not {"\x1b", "\u202e", "\n"} & set(shown)
    shown.encode()  # no lone surrogates


def test_links_do_not_lead_out_of_a_folder(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere" / "secret.txt")
    folder = tmp_path / "reports"
    write(folder / "a.txt")
    (folder / "link.txt").symlink_to(secret)
    (folder / "broken.txt").symlink_to(tmp_path / "none")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "up").symlink_to(tmp_path)
    discovery = discover([str(folder)])
    assert ids(discovery) == ["a"]
    assert [Path(refused.name).name for refused in discovery.refused] == ["broken.txt", "link.txt", "loop.txt"]
    assert ids(discover([str(folder / "link.txt")])) == ["link"]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (refused,) = discover([str(tmp_path)]).refused
    assert "regular file" in refused.reason


def test_tadwins_own_output_and_saved_pages_furniture_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "page.html")
    write(tmp_path / "page_files" / "frame.html")
    write(tmp_path / "out" / "record.db")
    write(tmp_path / "out" / "index.html")
    discovery = discover([str(tmp_path)])
    assert ids(discovery) == ["page"]
    assert not discovery.refused
    assert "record that tadwin wrote" in discovery.notices[0]


def test_a_folders_manifest_is_read_without_being_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "sub" / "b.txt")
    write(tmp_path / "sub" / "c.txt")
    write(
        tmp_path / "manifest.csv", "file,publisher\na.txt,Gazette\nsub/b.txt,Wire\nsub/c.txt,Outer\nabsent.txt,None\n"
    )
    write(tmp_path / "sub" / "manifest.csv", "file,publisher\nc.txt,Inner\n")
    discovery = discover([str(tmp_path)])
    publishers = {found.report_id: found.row.publisher for found in discovery.found if found.row}
    assert publishers == {"a": "Gazette", "b": "Wire", "c": "Inner"}
    (refused,) = discovery.refused
    assert refused.name == f"{tmp_path / 'manifest.csv'} line 5"
    assert refused.reason == "this row names a file that does not exist: absent.txt"


def test_a_named_file_has_its_folders_manifest_and_no_word_of_the_other_rows(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    write(tmp_path / "manifest.csv", "file,access\na.txt,partner\nabsent.txt,public\n")
    discovery = discover([str(file)])
    assert discovery.found[0].row is not None
    assert discovery.found[0].row.access is Access.PARTNER
    assert not discovery.refused
    assert len(discover([str(file), str(tmp_path), str(tmp_path)]).refused) == 1


def test_a_named_manifest_stands_in_for_the_folders_own(tmp_path: Path) -> None:
    write(tmp_path / "reports" / "a.txt")
    write(tmp_path / "reports" / "b.txt")
    write(tmp_path / "reports" / "manifest.csv", "file,publisher\na.txt,Wrong\nb.txt,Wrong\n")
    manifest = write(
        tmp_path / "meta.csv", "file,publisher\na.txt,Right\nreports/b.txt,Right\ngone.txt,Right\n../x.txt,No\n"
    )
    discovery = discover([str(tmp_path / "reports")], manifest=manifest)
    assert [found.row.publisher for found in discovery.found if found.row] == ["Right", "Right"]
    assert [refused.name for refused in discovery.refused] == [f"{manifest} line 4", f"{manifest} line 5"]
    assert ["gone.txt" in discovery.refused[0].reason, "../x.txt" in discovery.refused[1].reason] == [True, True]


@pytest.mark.parametrize("file", ["../secret.txt", "/etc/hostname", "sub/../../secret.txt", "up/secret.txt"])
def test_a_manifest_does_not_reach_out_of_its_folder(tmp_path: Path, file: str) -> None:
    write(tmp_path / "secret.txt")
    folder = tmp_path / "reports"
    write(folder / "a.txt")
    (folder / "up").symlink_to(tmp_path)
    write(folder / "manifest.csv", f"file,access\n{file},public\n")
    discovery = discover([str(folder), str(tmp_path / "secret.txt")])
    assert all(found.row is None for found in discovery.found)
    assert "outside its folder" in discovery.refused[0].reason


def test_paths_cover_what_discovering_them_again_would_settle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    manifest = write(tmp_path / "meta" / "manifest.csv", "file\ngone.txt\n")
    write(Path("in/a.docx"))
    write(Path("in/manifest.csv"), "file\ngone.txt\n")
    for refused in discover(["in"]).refused:
        for path in ("in", "./in/", ".", str(tmp_path / "in"), "in/../in"):
            assert covers([path], None, refused.name), (path, refused.name)
        for path in ("i", "inn", "in/b.docx", "-", "elsewhere"):
            assert not covers([path], manifest, refused.name), (path, refused.name)
    (row,) = discover(["meta"], manifest=manifest).refused
    assert covers(["in"], manifest, row.name)
    assert not covers(["in"], None, row.name)


def test_an_unusable_manifest_stops_the_search(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "manifest.csv", "name\na.txt\n")
    with pytest.raises(ManifestError):
        discover([str(tmp_path)])
