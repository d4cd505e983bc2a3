"""An alert as people get it."""

from __future__ import annotations

from bot.catalogue.model import text_in
from bot.store import Alert, AlertTopic
from handlers.alert_routes import Subscribe, Wish
from handlers.pages import with_links
from handlers.richtext import bold, markdown
from handlers.routes import Place
from handlers.screen import Button, Screen
from handlers.view import View

ICONS = {
    AlertTopic.LAW: "📜",
    AlertTopic.SCAMS: "⚠️",
    AlertTopic.REGISTRATION: "📝",
    AlertTopic.CRISIS: "🚨",
}


def title(view: View, topic: AlertTopic) -> str:
    """Return icon and name of a topic."""
    tr = view.tr
    names = {
        AlertTopic.LAW: tr("Law changes"),
        AlertTopic.SCAMS: tr("Scams"),
        AlertTopic.REGISTRATION: tr("Registration rounds"),
        AlertTopic.CRISIS: tr("Danger and crisis"),
    }
    return f"{ICONS[topic]} {names[topic]}"


def message(view: View, alert: Alert) -> Screen:
    """Return the message of an alert in one language; its buttons leave it standing."""
    heading = title(view, alert.topic)
    if alert.corrects is not None:
        heading = f"✏️ {view.tr('Correction')} · {heading}"
    body = markdown(with_links(view, text_in(alert.texts, view.language)))
    stop = Button(f"🔕 {view.tr('Stop these alerts')}", Subscribe(Wish.STOP, alert.topic.value))
    home = Button(f"☰ {view.tr('Menu')}", Place.MENU)
    return Screen(bold(heading) + "\n\n" + body, ((stop, home), (view.sos_button(),)))
