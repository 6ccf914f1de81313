"""Documents that point elsewhere, in every way that their formats have: nothing is fetched, neither while a dossier is
built nor while it is looked at."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))  # the makers of documents beside the tests
sys.path.insert(0, str(Path(__file__).parent))

import hostile_packed as packed
import hostile_pdf as pdfs
import hostile_texts as texts

RELATIONS = "word/_rels/document.xml.rels"
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


class Server(ThreadingHTTPServer):
    """Counts what it is asked for, by path."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answer)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_HEAD = do_POST = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def page(at: Any) -> str:
    tags = (
        '<link rel=stylesheet href="{}"><link rel=icon href="{}"><link rel=preload as=script href="{}">',
        '<link rel=dns-prefetch href="{}"><link rel=prefetch href="{}"><base href="{}">',
        '<meta http-equiv=refresh content="0; url={}"><script src="{}"></script><style>@import url({});</style>',
        '<img src="{}"><img srcset="{} 2x"><iframe src="{}"></iframe><object data="{}"></object><embed src="{}">',
        '<video src="{}" poster="{}"></video><audio src="{}"></audio><svg><image href="{}"/><use href="{}#a"/></svg>',
        '<p style="background:url({})">' + texts.TOLD + '</p><form action="{}"><input type=image src="{}"></form>',
        '<body background="{}"><a href="{}" ping="{}">a link</a><input type=image src="{}"><bgsound src="{}">',
    )
    whole = "<!doctype html><title>Riot at Marrow</title>" + "".join(tags)
    return whole.format(*(at(f"page-{number}") for number in range(whole.count("{}"))))


def documents(at: Any) -> dict[str, bytes]:
    """One of every format, each address with a name of its own."""
    drawn = f'<w:p><w:r><w:pict {R}><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rOut0"/></w:pict>'
    drawn += f'<w:fldSimple w:instr=" INCLUDETEXT {at("word-field")} "/></w:r></w:p>{packed.w_p(texts.TOLD)}'
    out = packed.relations(
        ("image", at("word-image")), ("attachedTemplate", at("word-template")), ("hyperlink", at("word-link"))
    )
    template = packed.relations(("attachedTemplate", at("word-template-of-settings")))
    linked = packed.relations(("externalLinkPath", at("sheet-link")), ("connections", at("sheet-connection")))
    action = f"/OpenAction << /S /URI /URI ({at('pdf-open')}) >>"
    catalogue = pdfs.one_page().replace(b"/Type /Catalog", f"/Type /Catalog {action}".encode())
    return {
        "page.html": page(at).encode(),
        "page.xhtml": (packed.type_elsewhere(at("xhtml-type"), "html") + page(at)).encode(),
        "entity.xhtml": f"{packed.entity(at('entity'), 'html')}<html><p>&x; {texts.TOLD}</p></html>".encode(),
        "told.md": f"# Riot\n\n![a]({at('image')})\n\n{texts.TOLD}\n\n<img src='{at('raw')}'>\n".encode(),
        "told.txt": f"Riot at Marrow\n\n{texts.TOLD} See {at('text')}\n".encode(),
        "letter.eml": texts.message_with_a_picture_elsewhere(at("mail-image")),
        "report.docx": packed.word(drawn, "", {RELATIONS: out, "word/_rels/settings.xml.rels": template}),
        "type.docx": packed.word(packed.w_p(texts.TOLD), packed.type_elsewhere(at("word-type"))),
        "entity.docx": packed.word(packed.w_p("&x;"), packed.entity(at("word-entity"))),
        "table.xlsx": packed.workbook(
            packed.x_c(f'=WEBSERVICE("{at("formula")}")'.replace('"', "&quot;")),
            "",
            {"xl/externalLinks/_rels/externalLink1.xml.rels": linked},
        ),
        "type.xlsx": packed.workbook(packed.x_c("a"), packed.type_elsewhere(at("sheet-type"))),
        "table.ods": packed.open_sheet(packed.o_c("a"), packed.type_elsewhere(at("ods-type"))),
        "table.csv": f'Source,Killed\n"=WEBSERVICE(""{at("csv")}"")",12\n'.encode(),
        "report.pdf": catalogue,
    }


def built(folder: Path, server: Server) -> Path:
    case, out = folder / "case", folder / "dossier"
    case.mkdir()
    for name, data in documents(server.address).items():
        (case / name).write_bytes(data)
    call = [sys.executable, "-c", "from tollbook.cli.main import main; main()"]
    done = [
        subprocess.run([*call, *words], check=False, capture_output=True, text=True, timeout=300)
        for words in (
            ("build", str(case), "--out", str(out)),
            ("verify", str(out)),
            ("sources", str(case), "--dry-run"),
            ("claims", *map(str, sorted(case.iterdir()))),
        )
    ]
    assert [one.returncode for one in done[1:2]] == [0], done[1].stdout
    return out


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_server_would_see_a_request() -> None:
    with serving() as server:
        build_opener(ProxyHandler({})).open(server.address("seen"), timeout=10).close()
        assert server.asked == ["/seen"]


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_nothing_is_fetched_while_a_case_is_read(tmp_path: Path) -> None:
    with serving() as server:
        out = built(tmp_path, server)
        assert server.asked == []
        record = json.loads((out / "record.json").read_text(encoding="utf-8"))
        names = {one["id"]: one["name"] for one in record["sources"]}
        assert set(names.values()) == set(documents(server.address)) - {"entity.docx"}, "all were read but one"
        told = {"page.html", "page.xhtml", "told.md", "told.txt", "letter.eml", "report.docx", "report.pdf"}
        assert {names[one["source"]] for one in record["claims"]} >= told


@pytest.mark.browser
@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_nothing_is_fetched_while_a_dossier_is_looked_at(tmp_path: Path, browser: Any) -> None:
    with serving() as server:
        out = built(tmp_path, server)
        asked: list[str] = []
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((out / "index.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(300)
        page.pdf()
        context.close()
        assert asked and not [url for url in asked if not url.startswith(("file:", "data:"))]
        assert server.asked == []
