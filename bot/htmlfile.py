"""A page in one file that needs nothing else: no network, no script, readable at any width."""

from __future__ import annotations

from html import escape

_HEAD = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; font-src data:">
<title>{title}</title>
"""


def document(title: str, style: str, body: str, language: str = "en") -> str:
    """Return the page; ``style`` and ``body`` are CSS and HTML, with all that people wrote escaped.

    The browser is told to load nothing and to run nothing, whatever has slipped through.
    """
    head = _HEAD.format(language=escape(language), title=escape(title))
    return (
        f"{head}<style>{style}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
