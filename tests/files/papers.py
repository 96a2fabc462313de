"""PDFs a test needs, made on the spot: honest ones, odd ones, hostile ones."""

import io
import struct
import zlib

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def _name(text):
    return NameObject(f"/{text}")


def as_bytes(writer):
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def blank(pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    return writer


def pdf(pages=1):
    return as_bytes(blank(pages))


def encrypted(password="rahasia"):
    writer = blank()
    writer.encrypt(user_password=password, owner_password="pemilik", algorithm="AES-256")
    return as_bytes(writer)


def locked_against_change():
    """Opens without a password, but is encrypted all the same."""
    return encrypted(password="")


def with_script():
    """A script in the table of names, as most tools write it."""
    writer = blank()
    script = _action(S=_name("JavaScript"), JS=TextStringObject("app.alert(1)"))
    names = ArrayObject([TextStringObject("halo"), writer._add_object(script)])
    writer.root_object[_name("Names")] = _action(JavaScript=_action(Names=names))
    return as_bytes(writer)


def _action(**entries):
    return DictionaryObject({_name(key): value for key, value in entries.items()})


def opens_with(action):
    writer = blank()
    writer.root_object[_name("OpenAction")] = writer._add_object(action)
    return as_bytes(writer)


def script_action():
    return opens_with(_action(S=_name("JavaScript"), JS=TextStringObject("app.alert(1)")))


def launcher():
    return opens_with(_action(S=_name("Launch"), F=TextStringObject("cmd.exe")))


def remote():
    return opens_with(_action(S=_name("GoToR"), F=TextStringObject("//jauh/berkas.pdf")))


def embedded_target():
    return opens_with(_action(S=_name("GoToE"), T=_action(R=_name("C"))))


def sender():
    return opens_with(_action(S=_name("SubmitForm"), F=TextStringObject("http://contoh.test")))


def script_on_a_page():
    """The script hangs on the page, not on the document."""
    writer = blank()
    script = _action(S=_name("JavaScript"), JS=TextStringObject("app.alert(1)"))
    writer.pages[0][_name("AA")] = DictionaryObject({_name("O"): writer._add_object(script)})
    return as_bytes(writer)


def script_nobody_calls():
    """An object that no page leads to, found by whoever looks at every object."""
    writer = blank()
    writer._add_object(_action(S=_name("JavaScript"), JS=TextStringObject("app.alert(1)")))
    return as_bytes(writer)


def hidden_script():
    """The word spelt with an escape: /J#61vaScript is /JavaScript."""
    return with_script().replace(b"/JavaScript", b"/J#61vaScript")


def old_form():
    writer = blank()
    form = DictionaryObject({_name("XFA"): TextStringObject("<xdp/>")})
    writer.root_object[_name("AcroForm")] = form
    return as_bytes(writer)


def with_attachment(name, data=b"isi"):
    writer = blank()
    writer.add_attachment(name, data)
    return as_bytes(writer)


def with_media():
    writer = blank()
    media = DictionaryObject(
        {
            _name("Type"): _name("Annot"),
            _name("Subtype"): _name("RichMedia"),
            _name("Rect"): ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)]),
        }
    )
    writer.pages[0][_name("Annots")] = ArrayObject([writer._add_object(media)])
    return as_bytes(writer)


def with_link(address="https://contoh.test/"):
    """A plain link, and a signature field as electronic signing leaves it: harmless both."""
    writer = blank()
    link = DictionaryObject(
        {
            _name("Type"): _name("Annot"),
            _name("Subtype"): _name("Link"),
            _name("Rect"): ArrayObject([NumberObject(n) for n in (0, 0, 9, 9)]),
            _name("A"): _action(S=_name("URI"), URI=TextStringObject(address)),
        }
    )
    field = DictionaryObject({_name("FT"): _name("Sig"), _name("T"): TextStringObject("ttd")})
    writer.pages[0][_name("Annots")] = ArrayObject([writer._add_object(link)])
    writer.root_object[_name("AcroForm")] = DictionaryObject(
        {
            _name("Fields"): ArrayObject([writer._add_object(field)]),
            _name("SigFlags"): NumberObject(3),
            _name("NeedAppearances"): BooleanObject(False),
        }
    )
    return as_bytes(writer)


def polyglot():
    """HTML and PDF at once: the page comes first, the PDF starts later."""
    return b"<html><script>alert(1)</script><!--\n" + pdf() + b"-->"


def polyglot_tail():
    """A PDF with a page of HTML after its end."""
    return pdf() + b"\n<html><script>alert(1)</script></html>"


def raw(*objects, trailer=b"<</Root 1 0 R/Size 9>>"):
    """A PDF written by hand: objects by number, with a table that finds them."""
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj" % number + text + b"endobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(body)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"


def by_hand():
    return raw(CATALOG, PAGES, PAGE)


def launcher_in_pieces():
    """The kind of the action stands in an object of its own."""
    return raw(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S 4 0 R/F(cmd.exe)>>>>", PAGES, PAGE, b"/Launch "
    )


def launcher_of_another_generation():
    """The action is object 4 of generation 7, where a careless reader looks for 4 of 0."""
    good = raw(CATALOG.replace(b">>", b"/OpenAction 4 7 R>>"), PAGES, PAGE, b"<</S/Launch/F(x)>>")
    place = good.rindex(b" 00000 n ")
    return (good[:place] + b" 00007 n " + good[place + 9 :]).replace(b"4 0 obj", b"4 7 obj")


def packed_script():
    """The action lies in a compressed stream of objects."""
    script = b"<</S/JavaScript/JS(app.alert(1))>>"
    return packed(zlib.compress(b"5 0 " + script))


def packed(content):
    """A PDF whose object 5 lies in a compressed stream."""
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(content)
    objects = [
        CATALOG.replace(b">>", b"/OpenAction 5 0 R>>"), PAGES, PAGE,
        stream + content + b"\nendstream ",
    ]  # fmt: skip
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj" % number + text + b"endobj\n"
    rows = [(0, 0, 255), *((1, place, 0) for place in places), (2, 4, 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIB", *row) for row in rows)
    body += b"6 0 obj<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return body + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF\n" % rows[-1][1]


def stream_bomb():
    """A small PDF with a stream of objects that unpacks to 300 MB."""
    content = zlib.compress(b"5 0 " + b" " * 300_000_000, 9)
    return packed(content)


def deep():
    """Arrays in arrays, ten thousand deep."""
    nest = b"[" * 10_000 + b"]" * 10_000
    return raw(CATALOG.replace(b">>", b"/X " + nest + b">>"), PAGES, PAGE)


def loop_of_pages():
    """A tree of pages that contains itself."""
    return raw(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>")


def endless_table():
    """A table that claims a thousand million objects in no bytes at all."""
    claim = b"<</Type/XRef/Size 1000000000/Index[0 1000000000]/W[0 0 0]/Root 1 0 R/Length 0>>"
    table = b"1 0 obj" + claim + b"stream\n\nendstream endobj\n"
    return b"%PDF-1.7\n" + table + b"startxref\n9\n%%EOF\n"
