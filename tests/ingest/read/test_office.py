"""Old and foreign Office files: what LibreOffice makes of them, and what is told where it cannot."""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
import time
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

import pytest

from ingest.document import BlockKind
from ingest.extract import extract_facts
from ingest.fact import Measurement
from ingest.read import office, read_bytes
from ontology.errors import UnreadableReport
from tests.ole_files import compound
from tests.word_files import docx, mark, note, packed, paragraph, row, table

DOC = compound(WordDocument=bytes(5000))
ODT = "application/vnd.oasis.opendocument.text"
RTF = rb"{\rtf1\ansi Lua 5 ha.}"
needs_office = pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
FILTERS = {
    "doc": "doc:MS Word 97",
    "odt": "odt:writer8",
    "rtf": "rtf:Rich Text Format",
    "html": "html:HTML (StarWriter)",
}


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """LibreOffice played by a shell script; ``$out`` is where it should put what it makes."""

    def play(script: str) -> None:
        found = 'for a; do [ "$prev" = --outdir ] && out=$a; prev=$a; done; mkdir -p "$out"\n'
        monkeypatch.setenv("HUYENKG_SOFFICE", program(tmp_path, found + script))

    return play


def refused(data: bytes, name: str = "bao-cao.doc") -> UnreadableReport:
    with pytest.raises(UnreadableReport) as error:
        read_bytes(data, name)
    return error.value


def test_what_it_makes_is_read_as_the_document_of_the_given_file(fake, tmp_path):
    made = tmp_path / "made.docx"
    made.write_bytes(docx(paragraph("Lúa 5 ha.")))
    fake(f'cp {made} "$out/report.docx"')
    document = read_bytes(DOC, "bao-cao.doc")
    assert (document.text, document.name) == ("Lúa 5 ha.\n", "bao-cao.doc")
    assert document.id == hashlib.sha256(DOC).hexdigest()[:16]
    assert document.media_type == "application/msword"


def test_the_name_of_a_file_never_reaches_the_command_line(fake, tmp_path):
    told = tmp_path / "told"
    fake(f'echo "$@" > {told}')
    refused(DOC, "--accept=socket; rm -rf.doc")
    assert "accept" not in told.read_text()
    assert told.read_text().strip().endswith("/report.doc")


def test_its_profile_forbids_macros_links_and_the_network(fake, tmp_path):
    told = tmp_path / "told"
    fake(f'cat profile/user/registrymodifications.xcu > {told}; echo "$http_proxy $HOME" >> {told}')
    refused(DOC)
    words = told.read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true' in words
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true' in words
    assert "http://127.0.0.1:9" in words
    home = words.split()[-1]
    assert "huyenkg-office-" in home
    assert not Path(home).exists()


@pytest.mark.parametrize("script", ["exit 0", "exit 77", 'echo ruin > "$out/report.odt"'])
def test_a_file_that_it_makes_nothing_of_is_refused(fake, script):
    fake(script)
    error = refused(DOC)
    assert (error.code, "bao-cao.doc" in error.message, ".docx" in error.hint) == (
        "office_failed",
        True,
        True,
    )


def test_more_than_a_report_can_hold_is_not_taken_from_it(fake, monkeypatch):
    monkeypatch.setattr(office, "_LARGEST", 3)
    fake('echo much > "$out/report.docx"')
    assert refused(DOC).code == "office_failed"


def test_ruin_that_it_makes_is_told_as_damage(fake):
    fake('echo ruin > "$out/report.docx"')
    assert refused(DOC).code == "broken"


def test_a_file_that_takes_too_long_is_given_up_with_all_that_was_started(fake, monkeypatch, tmp_path):
    monkeypatch.setattr(office, "SECONDS", 0.5)
    child = tmp_path / "child"
    fake(f"sleep 60 & echo $! > {child}; wait")
    assert refused(DOC).code == "office_slow"
    assert ended(int(child.read_text()))


def ended(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{process}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("data", [DOC, RTF, packed({"mimetype": ODT})])
def test_where_it_is_missing_the_error_says_what_to_install(data, monkeypatch):
    monkeypatch.setenv("HUYENKG_SOFFICE", "/nowhere/soffice")
    error = refused(data, "bao-cao.doc")
    assert error.code == "needs_office"
    assert "apt-get install libreoffice-writer" in error.hint
    assert ".docx" in error.hint


def test_it_is_found_on_the_path_unless_it_is_named(monkeypatch, tmp_path):
    path = program(tmp_path, "exit 0")
    monkeypatch.delenv("HUYENKG_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert office.find_office() == path
    monkeypatch.setenv("HUYENKG_SOFFICE", path)
    monkeypatch.setenv("PATH", "")
    assert office.find_office() == path


def test_a_package_that_declares_entities_never_gets_there(fake, tmp_path):
    called = tmp_path / "called"
    fake(f"touch {called}")
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    assert refused(packed({"mimetype": ODT, "content.xml": bomb}), "x.odt").code == "hostile"
    assert not called.exists()


def made_as(data: bytes, suffix: str, folder: Path) -> bytes:
    """A docx file as LibreOffice saves it in another format."""
    given = folder / "report.docx"
    given.write_bytes(data)
    command = [office.find_office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", FILTERS[suffix], "--outdir", str(folder), str(given)],
        check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    return (folder / f"report.{suffix}").read_bytes()


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_files_of_other_programs_are_read_with_tables_and_footnotes(suffix, tmp_path):
    body = paragraph("Lúa 5 ha", mark(1), ".") + table(row("Bò", "9"), row("Dê", "4")) + paragraph("Hết.")
    data = made_as(docx(body, note(1, paragraph("Tại xã Rờ Kơi."))), suffix, tmp_path)
    document = read_bytes(data, f"bao-cao.{suffix}")
    assert document.text == "Lúa 5 ha¹.\n¹ Tại xã Rờ Kơi.\nBò\t9\t\nDê\t4\t\nHết.\n"
    assert [block.kind for block in document.blocks] == [
        BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.TABLE, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert document.warnings == ()
    assert document.id == hashlib.sha256(data).hexdigest()[:16]


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf", "html"])
def test_a_sample_report_tells_the_same_in_every_format(suffix, tmp_path, samples):
    sample = (samples / "van-quan-2024-h1.docx").read_bytes()
    other = read_bytes(made_as(sample, suffix, tmp_path), f"van-quan.{suffix}")
    told, same = (figures(document) for document in (other, read_bytes(sample, "van-quan.docx")))
    assert told == same
    assert len(told) == 107


def figures(document) -> list[tuple[str, str, str]]:
    facts = extract_facts(document, None, None).facts
    return [
        (fact.indicator, str(fact.value), fact.measure.value)
        for fact in facts
        if isinstance(fact, Measurement)
    ]


@needs_office
@pytest.mark.slow
def test_tracked_changes_of_other_formats_are_accepted_too(tmp_path):
    when = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'
    gone = f"<w:del {when}><w:r><w:delText>90 </w:delText></w:r></w:del>"
    added = f"<w:ins {when}><w:r><w:t>120</w:t></w:r></w:ins>"
    data = made_as(docx(paragraph("Đàn bò ", gone, added, " con.")), "odt", tmp_path)
    document = read_bytes(data, "x.odt")
    assert document.text == "Đàn bò 120 con.\n"
    assert document.warnings


@needs_office
@pytest.mark.slow
def test_an_old_word_file_in_an_old_font_becomes_unicode(tmp_path):
    words = "Thùc hiÖn n¨m cña huyÖn vµ x·"
    document = read_bytes(made_as(docx(paragraph(words)), "doc", tmp_path), "cu.doc")
    assert document.text == "Thực hiện năm của huyện và xã\n"
    assert document.warnings == ("Written in the old TCVN3 (ABC) encoding; converted to Unicode.",)


@needs_office
@pytest.mark.slow
def test_what_a_file_links_to_is_never_fetched(monkeypatch):
    asked: list[bytes] = []

    class Listener(BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(200))

    with TCPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        there = f"127.0.0.1:{server.server_address[1]}"
        monkeypatch.setattr(office, "_NOWHERE", there)  # what is sent to the proxy is seen too
        document = read_bytes(linking(f"http://{there}"), "x.odt")
        server.shutdown()
    assert "Lúa 5 ha." in document.text
    assert asked == []


def linking(there: str) -> bytes:
    """An odt file with a linked picture and a linked section."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}"'
        for short, long in (
            ("office", "office:1.0"), ("text", "text:1.0"), ("draw", "drawing:1.0"),
            ("svg", "svg-compatible:1.0"),
        )
    )  # fmt: skip
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" xlink:href'
    content = (
        f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        f'<office:body><office:text><text:p>Lúa 5 ha.<draw:frame text:anchor-type="as-char" svg:width="5cm" '
        f'svg:height="5cm"><draw:image {link}="{there}/picture.png"/></draw:frame></text:p>'
        f'<text:section text:name="s"><text:section-source xlink:href="{there}/section.odt"/>'
        "<text:p>Cũ</text:p></text:section></office:text></office:body></office:document-content>"
    )
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f"{entry.format('/', ODT)}{entry.format('content.xml', 'text/xml')}</manifest:manifest>"
    )
    return packed({"mimetype": ODT, "content.xml": content, "META-INF/manifest.xml": manifest})


@needs_office
@pytest.mark.slow
def test_a_damaged_file_is_refused():
    assert refused(compound(WordDocument=bytes(5000))).code == "office_failed"
