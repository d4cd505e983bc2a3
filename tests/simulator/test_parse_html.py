from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.errors import ApiError
from bot.simulator.parse_html import parse_html


def refusal(text: str) -> str:
    with pytest.raises(ApiError) as caught:
        parse_html(text)
    assert caught.value.status == 400
    return caught.value.description.removeprefix("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    ("text", "plain", "entities"),
    [
        ("plain", "plain", []),
        ("<b>ສະບາຍດີ</b> 👋", "ສະບາຍດີ 👋", [{"type": "bold", "offset": 0, "length": 7}]),
        ("👋<i>x</i>", "👋x", [{"type": "italic", "offset": 2, "length": 1}]),
        (
            "<b>a<i>b</i></b>",
            "ab",
            [
                {"type": "bold", "offset": 0, "length": 2},
                {"type": "italic", "offset": 1, "length": 1},
            ],
        ),
        ("<strong>a</strong>", "a", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<ins>a</ins>", "a", [{"type": "underline", "offset": 0, "length": 1}]),
        ("<del>a</del>", "a", [{"type": "strikethrough", "offset": 0, "length": 1}]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ('<span class="tg-spoiler">a</span>', "a", [{"type": "spoiler", "offset": 0, "length": 1}]),
        (
            '<a href="https://x.la/a?b=1&amp;c=2">go</a>',
            "go",
            [{"type": "text_link", "offset": 0, "length": 2, "url": "https://x.la/a?b=1&c=2"}],
        ),
        (
            "<a>https://x.la/</a>",
            "https://x.la/",
            [{"type": "text_link", "offset": 0, "length": 13, "url": "https://x.la/"}],
        ),
        (
            '<a href="tg://user?id=7">you</a>',
            "you",
            [{"type": "text_mention", "offset": 0, "length": 3, "user": {"id": 7}}],
        ),
        ('<a href="nonsense">x</a>', "x", []),
        (
            '<pre><code class="language-python">1</code></pre>',
            "1",
            [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
        ),
        (
            '<code class="language-x"><pre>1</pre></code>',
            "1",
            [{"type": "pre", "offset": 0, "length": 1, "language": "x"}],
        ),
        ("&#0;&#1114112;", "&#0;&#1114112;", []),
        ('<code class="language-x">1</code>', "1", [{"type": "code", "offset": 0, "length": 1}]),
        ("<blockquote>q</blockquote>", "q", [{"type": "blockquote", "offset": 0, "length": 1}]),
        (
            "<blockquote expandable>q</blockquote>",
            "q",
            [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
        ),
        (
            '<tg-emoji emoji-id="53">👍</tg-emoji>',
            "👍",
            [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "53"}],
        ),
        (
            '<tg-time unix="1700000000" format="D">x</tg-time>',
            "x",
            [
                {
                    "type": "date_time",
                    "offset": 0,
                    "length": 1,
                    "unix_time": 1700000000,
                    "date_time_format": "D",
                }
            ],
        ),
        ("&lt;b&gt; &amp;&quot; &#65;&#x42; &nbsp; & &;", '<b> &" AB &nbsp; & &;', []),
        ("<b></b>x", "x", []),
        ("<a href=>y</a>", "y", []),
        ("<b>x</>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
    ],
)
def test_tags_become_entities(text: str, plain: str, entities: list[dict[str, object]]) -> None:
    assert parse_html(text) == (plain, entities)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("ດີ <br>", 'Unsupported start tag "br" at byte offset 7'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=a/b>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href =", 'Unclosed start tag "a" at byte offset 0'),
        (
            '<span class="red">x</span>',
            'Tag "span" must have class "tg-spoiler" at byte offset 0',
        ),
        (
            '<tg-emoji emoji-id="x">y</tg-emoji>',
            "Invalid custom emoji identifier specified",
        ),
        (
            "&#xD800;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(text: str, words: str) -> None:
    assert refusal(text) == words


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(st.text(alphabet="<>b/ia&;=\"' x", max_size=30))
def test_any_input_is_parsed_or_refused(text: str) -> None:
    try:
        plain, entities = parse_html(text)
    except ApiError:
        return  # refused in Telegram's form; anything else fails the test
    assert all(entity["offset"] + entity["length"] <= len(plain) for entity in entities)
