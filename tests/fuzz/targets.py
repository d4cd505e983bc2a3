"""All ways in."""

from __future__ import annotations

from tests.fuzz import buttons, conversation, doors, files, marked, texts, words
from tests.fuzz.target import Target

TARGETS = {
    target.name: target
    for target in (
        Target("answers", words.answer, texts.encoded, 60),
        Target("content", files.read_content, files.content_inputs, 60),
        Target("reading", words.read, texts.encoded, 150),
        Target("conversation", conversation.say, conversation.update_inputs, 200, raw=False),
        Target("json-lines", files.ask_lines, files.line_inputs, 40),
        Target("updates-fetched", doors.fetch, doors.batch_inputs, 60),
        Target("links", buttons.follow, buttons.link_inputs, 100),
        Target("webhook", doors.knock, doors.body_inputs, 60),
        Target("alerts", marked.announce, marked.alert_inputs, 60),
        Target("dates", words.dated, texts.encoded, 80),
        Target("scrubbing", words.clean, texts.encoded, 200),
        Target("buttons", buttons.press, buttons.button_inputs, 200),
        Target("markdown", marked.draw, marked.inputs, 100),
        Target("settings", files.read_settings, files.settings_inputs, 40),
        Target("question-sets", files.read_question_set, files.question_inputs, 40),
        Target("yaml", files.read_yaml, files.yaml_inputs, 200),
        Target("po", files.read_po, files.po_inputs, 60),
        Target("reviews", files.review, files.review_inputs, 40),
    )
}
"""By name, about in the order of what an input costs: at the end of a run no processor waits long."""
