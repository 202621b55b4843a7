"""The pictures inside an act, as a reader of the PDF finds them."""

import io

import pikepdf


def pictures(pdf):
    """Width and height in pixels of each JPEG, the widest first; the square code is drawn and no picture."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        images = {id_: image for page in opened.pages for id_, image in _images(page).items()}
        return sorted(((int(each.Width), int(each.Height)) for each in images.values()), reverse=True)


def _images(page):
    found = {each.objgen: each for each in page.Resources.get("/XObject", {}).values()}
    return {id_: each for id_, each in found.items() if each.get("/Filter") == "/DCTDecode"}
