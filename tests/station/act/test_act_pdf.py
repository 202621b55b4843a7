"""The act as a file: an archive PDF with the record inside, the same bytes wherever it is built."""

import io
import os
import subprocess
import sys

import pikepdf
import pytest

from station.act import LANGUAGES, build_act
from tests.station.act.reading import attachments, flat, pages

KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


@pytest.fixture(scope="module")
def acts(court_bag):
    """The act in each language."""
    return {language: build_act(court_bag, language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_pdf_a_3_with_structure(acts, language):
    """The file claims PDF/A-3a, names its language and title, and is tagged so that it can be read aloud."""
    with pikepdf.open(io.BytesIO(acts[language])) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.MarkInfo.Marked
        assert "S20261121-01-" in metadata["dc:title"]
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert not [font for page in pdf.pages for font in page.Resources.Font.values() if not _embedded(font)]


def _embedded(font):
    (descendant,) = font.DescendantFonts
    return {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())


def test_the_record_is_inside_byte_for_byte(acts, court_bag):
    """Who has only the PDF has the entries, the signed checkpoint, the proof and the key."""
    names = ("checkpoint", "entries.jsonl", "seal.tlog-proof", "station.vkey")

    assert attachments(acts["kk"]) == {name: (court_bag / "data" / name).read_bytes() for name in names}


def test_attachments_are_the_source_of_the_document(acts):
    """PDF/A-3 asks what an attached file is to the document."""
    with pikepdf.open(io.BytesIO(acts["ru"])) as pdf:
        assert {str(each.AFRelationship) for each in pdf.Root.AF} == {"/Source"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_process_builds_the_same_bytes(acts, court_bag, language):
    """Whoever doubts an act builds it again; neither clock, zone, locale nor hash seed has a part in it."""
    program = (
        "import sys; from pathlib import Path; from station.act import build_act; "
        f"sys.stdout.buffer.write(build_act(Path(sys.argv[1]), {language!r}))"
    )
    odd = os.environ | {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    done = subprocess.run([sys.executable, "-c", program, str(court_bag)], capture_output=True, check=True, env=odd)

    assert done.stdout == acts[language]


def test_every_kazakh_letter_that_a_person_writes_is_printed(bag_of_act):
    """The page has the letters themselves, not pictures of them or empty boxes: they can be read back, one by one."""
    made = bag_of_act(facts=lambda kind, data: data | {"text": KAZAKH} if kind == "remark.made" else data)

    assert KAZAKH in flat(build_act(made, "en"))


def test_the_date_of_the_file_is_the_seal_s(acts):
    """No clock of the machine that builds it gets into the file."""
    with pikepdf.open(io.BytesIO(acts["en"])) as pdf:
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20261121120025Z"


def test_pages_are_numbered_and_bear_the_serial_number(acts):
    """A page cannot be taken out unnoticed."""
    told = [" ".join(page.split()) for page in pages(acts["ru"])]

    assert [f"{number} / {len(told)}" in page for number, page in enumerate(told, 1)] == [True] * len(told)
    assert len({page.split("Акт № ")[-1].split()[0] for page in told}) == 1
