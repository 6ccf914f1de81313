"""PDFs made to do harm, written object by object: pages without number, trees that loop, forms within forms."""

from functools import cache
from io import BytesIO

from fpdf import FPDF

_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_WORDS = "BT /A 12 Tf 72 700 Td (The ministry said that 12 prisoners were killed in Marrow.) Tj ET"


def pdf_of(objects: dict[int, str]) -> bytes:
    """A whole file of these objects, of which the first is the catalogue."""
    out, places = BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, words in objects.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1"))
    start, count = out.tell(), max(objects) + 1
    lines = "".join(
        f"{places[number]:010} 00000 n \n" if number in places else "0000000000 65535 f \n" for number in range(count)
    )
    out.write(f"xref\n0 {count}\n{lines}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def stream(words: str, entries: str = "") -> str:
    return f"<< {entries} /Length {len(words)} >>\nstream\n{words}\nendstream"


def _page(more: str = "", contents: int = 5) -> str:
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R "
        f"/Resources << /Font << /A 4 0 R >> {more} >> >>"
    )


@cache
def one_page(more: str = "", words: str = _WORDS) -> bytes:
    pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return pdf_of({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 3: _page(more), 4: _FONT, 5: stream(words)})


def many_pages(count: int = 100_000) -> bytes:
    """So many pages, which all show the same words."""
    kids = " ".join(f"{number} 0 R" for number in range(6, 6 + count))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        4: _FONT,
        5: stream(_WORDS),
    }
    return pdf_of(objects | {number: _page() for number in range(6, 6 + count)})


def tree_that_loops() -> bytes:
    """Its pages are their own parents."""
    pages = "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1000000 /Parent 3 0 R >>"
    more = "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1000000 /Parent 2 0 R >>"
    return pdf_of({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 3: more})


def forms_within_forms(calls: int = 10, levels: int = 8) -> bytes:
    """Each form calls the next so many times: calls ** levels in all, in a kilobyte."""
    first = 6
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: _page(f"/XObject << /F {first} 0 R >>"),
        4: _FONT,
        5: stream("/F Do"),
    }
    head = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    for number in range(first, first + levels):
        within = f"/Resources << /XObject << /F {number + 1} 0 R >> >>"
        objects[number] = stream("/F Do " * calls, f"{head} {within}")
    objects[first + levels] = stream(_WORDS, f"{head} /Resources << /Font << /A 4 0 R >> >>")
    return pdf_of(objects)


def form_that_calls_itself() -> bytes:
    head = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F 6 0 R >> >>"
    return pdf_of(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: _page("/XObject << /F 6 0 R >>"),
            4: _FONT,
            5: stream("/F Do"),
            6: stream("/F Do /F Do", head),
        }
    )


def locked() -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=11)
    made.multi_cell(0, 6, "The ministry said that 12 prisoners were killed.")
    made.set_encryption(owner_password="one", user_password="two")
    return bytes(made.output())


def stream_that_unpacks_to_much(megabytes: int = 2_000) -> bytes:
    """A page's contents that unpack to a thousand times their size."""
    import zlib

    packer = zlib.compressobj(9)
    one = packer.compress(b" ") + packer.flush(zlib.Z_FULL_FLUSH)
    step = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = (one + step * megabytes + packer.flush()).decode("latin-1")
    return pdf_of(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: _page(),
            4: _FONT,
            5: stream(packed, "/Filter /FlateDecode"),
        }
    )
