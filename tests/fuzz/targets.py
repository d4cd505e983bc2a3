"""All ways in."""

from __future__ import annotations

from tests.fuzz import buttons, conversation, doors, files, marked, texts, words
from tests.fuzz.target import Target

TARGETS = {
    target.name: target
    for target in (
        Target("webhook", doors.knock, doors.body_inputs, share=4),
        Target("updates-fetched", doors.fetch, doors.batch_inputs, share=3),
        Target("conversation", conversation.say, conversation.update_inputs, 250, 0.3, raw=False),
        Target("buttons", buttons.press, buttons.button_inputs, 200),
        Target("links", buttons.follow, buttons.link_inputs, 150),
        Target("reading", words.read, texts.encoded, 200, 2),
        Target("answers", words.answer, texts.encoded, 60, 0.3),
        Target("scrubbing", words.clean, texts.encoded, 300, 4),
        Target("dates", words.dated, texts.encoded, 100),
        Target("yaml", files.read_yaml, files.yaml_inputs, 200, 3),
        Target("content", files.read_content, files.content_inputs, 60, 0.3),
        Target("settings", files.read_settings, files.settings_inputs, 60),
        Target("question-sets", files.read_question_set, files.question_inputs, 60),
        Target("reviews", files.review, files.review_inputs, 60),
        Target("po", files.read_po, files.po_inputs, 100),
        Target("json-lines", files.ask_lines, files.line_inputs, 40, 0.2),
        Target("markdown", marked.draw, marked.inputs, 100, 2),
        Target("alerts", marked.announce, marked.alert_inputs, 100),
    )
}
"""By name."""
