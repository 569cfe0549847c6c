"""show(): a region of a file as text, in colour, and never as markup."""

from __future__ import annotations

import re

import pytest
from otlplab import show
from otlplab.runner import LabError, source


@pytest.fixture(autouse=True)
def labs(tmp_path, monkeypatch):
    monkeypatch.setattr(source, "LABS", tmp_path)
    (tmp_path / "lab").mkdir()
    return tmp_path


def write(labs, name, text):
    (labs / "lab" / name).write_text(text)
    return f"lab/{name}"


def test_a_region_is_shown_without_its_marks_and_indentation(labs):
    path = write(
        labs,
        "a.py",
        "import os\n\nclass A:\n    # region outer\n    def f(self):\n        # region inner\n"
        "        return 1\n        # endregion inner\n\n    # endregion outer\n",
    )
    assert show(path, "outer").text == "def f(self):\n    return 1\n"
    assert show(path, "inner").text == "return 1\n"
    assert repr(show(path, "inner")) == "lab/a.py, inner\n\n    return 1\n"
    assert show(path, "outer").first_line == 5
    assert "region" not in show(path).text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.rs", "// region x\nfn main() {}\n// endregion x\n"),
        ("a.c", "/* region x */\nfn main() {}\n/* endregion x */\n"),
        ("a.sql", "-- region x\nfn main() {}\n-- endregion x\n"),
        ("a.yaml", "# region x\nfn main() {}\n# endregion x\n"),
        ("a.xml", "<!-- region x -->\nfn main() {}\n<!-- endregion x -->\n"),
    ],
)
def test_every_language_marks_regions_in_its_comments(labs, name, text):
    assert show(write(labs, name, text), "x").text == "fn main() {}\n"


def test_source_is_never_markup(labs):
    page = show(write(labs, "a.py", 'x = "<script>alert(1)</script>"\n'))._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    unknown = show(write(labs, "a.unheard-of", "<script>alert(1)</script>"))._repr_html_()
    assert "<script>" not in unknown


def test_the_page_has_the_colours_of_what_is_shown_only(labs):
    page = show(write(labs, "a.py", "import os\n"))._repr_html_()
    assert '<span class="kn">import</span>' in page
    for scope in ("", ":is(html[data-theme=dark],[data-jp-theme-light=false]) "):
        assert re.search(re.escape(scope) + r"\.otlplab-source :is\([^)]*\.kn\b", page)
    assert len(page) < 1200


def test_the_link_leads_to_the_file_from_where_the_notebook_is(labs, monkeypatch):
    path = write(labs, "a.py", "x = 1\n")
    (labs / "notebooks" / "0").mkdir(parents=True)
    monkeypatch.chdir(labs / "notebooks" / "0")
    assert 'href="../../lab/a.py"' in show(path)._repr_html_()


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("# region a\n# endregion a\n", "b"),
        ("# region a\nx\n", "a"),
        ("# endregion a\n# region a\n", "a"),
        ("# region a\n# endregion a\n# region a\n# endregion a\n", "a"),
    ],
)
def test_a_region_that_is_not_whole_is_refused_with_those_there_are(labs, text, region):
    with pytest.raises(
        LabError, match=f"no region '{region}' with one beginning and one end; its regions: a"
    ):
        show(write(labs, "a.py", text), region)


def test_a_file_that_is_not_there_is_refused():
    with pytest.raises(LabError, match=r"no file lab/b\.py below labs/"):
        show("lab/b.py")
