"""How the web client fetches a file that a record holds."""

from urllib.parse import quote, urlencode


def download_action(model: str, record_id: int, field: str, filename: str) -> dict:
    """The action that saves the content of ``field`` under any name a file may have.

    >>> download_action("res.partner", 7, "image", "n° #2/3?.png")["url"]
    '/web/content/res.partner/7/image?download=true&filename=n%C2%B0%20%232%2F3%3F.png'
    """
    asked = {"download": "true", "filename": filename}
    query = urlencode(asked, quote_via=quote, safe="")
    return {
        "type": "ir.actions.act_url",
        "url": f"/web/content/{model}/{record_id}/{field}?{query}",
        "target": "download",
    }
