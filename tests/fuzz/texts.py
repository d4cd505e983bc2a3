"""Texts as people, programs and mischief write them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.fuzz.target import LONGEST, bytes_of

PIECES = (
    "ນາຍຈ້າງບໍ່ຈ່າຍເງິນ", "ນໍ້າ", "ນ້ຳ", "ໜັງສື", "ຫນັງສື", "ທ້າວ ສົມ", "ນາງ", "ຂ້ອຍຊື່ວ່າ",
    "ເເລ້ວ", "ກ໋ຽວ", "นายจ้างไม่จ่ายเงิน", "คุณสมชาย", "น้ำ", "เเ", "my boss kept my passport",
    "nai jang baw jai ngoen", "khoy seu Somsak", "Mr. Noy", "help", "office in pakse", "LPN",
    "1362", "and how much?", "ລາຄາເທົ່າໃດ", "020 5555 1234", "+856 20", "໐໒໐໕", "๐๘๑", "٣٤٥",
    "①²", "½", "PA1234567", "@noy", "n@e.com", "https://t.me/n", "www.n.la", "t.me/+x",
    "31/12/2570", "2027-12-31", "ວັນທີ 3 ເດືອນ ມີນາ 2027", "3 ม.ค. 70", "Dec 31 27", "visa",
    "90 ມື້", "/start", "/remind@thangdee_bot", "/", "a-unpaid-wages", "m_mrc", "menu", "l:lo:",
    "a:unpaid-wages:1", "🆘", "👩‍👩‍👧‍👦", "🇱🇦", "\u200b", "\u200d", "\u202e", "\ufeff", "\u0301",
    "\u0ec8", "\u0eb3", "\u0e33", "\ud83d", "\udc00", "\x00", "\x1b[2J", "\x85", "\u2028", "\r\n",
    "\n", "\t", " ", "\u00a0", "**", "*", "__", "`", "```", "||", "[", "](",
    "](article:passport)", "](contact:", "<b>", "&amp;", "&#0;", "\\", "$", "$$", "\\frac{1}{2}",
    "- ", "1. ", "# ", "## ", "> ", "|", "---", "--- lo", "{", "}", "{th-wage.since}", "%s",
    "{0}", "'", '"', ":", ";", ".", ",", "…", "ſ", "İ", "ß", "\U0001f1e6", "\ufdfa", "\U000e0041",
    "ﷺ", "Ⅷ", "ກ", "a", "1",
)  # fmt: skip
"""Stretches that mean something to some part of the bot, and those that programs stumble over."""

_piece = st.one_of(
    st.sampled_from(PIECES),
    st.text(st.characters(exclude_categories=()), max_size=8),
    st.text("ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢລວຫອຮ່້໊໋ັາິີຶືຸູົຼແໂໄໃເຳ ", max_size=12),
)


@st.composite
def _long(draw: st.DrawFn) -> str:
    """One stretch over and over, perhaps with something before and behind it: what makes loops slow."""
    piece = draw(_piece) or "a"
    times = draw(st.integers(1, LONGEST // len(piece) or 1))
    return (draw(_piece) + piece * times + draw(_piece))[:LONGEST]


short = st.lists(_piece, max_size=3).map("".join)
words = st.one_of(
    st.lists(_piece, max_size=12).map("".join), st.lists(_piece, max_size=12).map(" ".join), _long()
)
"""A message."""

lines = st.lists(st.lists(_piece, max_size=5).map("".join), max_size=8).map("\n".join)
"""A file of a few lines."""

encoded = words.map(bytes_of)
