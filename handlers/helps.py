"""What a contact helps with, in words and pictures."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalogue.model import Help
from bot.i18n import Translator

ICONS = {
    Help.EMERGENCY: "🚨",
    Help.VIOLENCE: "🛡",
    Help.TRAFFICKING: "⛓",
    Help.UNPAID_WAGES: "💰",
    Help.COMPLAINTS: "📝",
    Help.ACCIDENT: "🤕",
    Help.HEALTH: "🏥",
    Help.SRH: "🤰",
    Help.MENTAL_HEALTH: "💙",
    Help.SOCIAL_SECURITY: "☂️",
    Help.DOCUMENTS: "🪪",
    Help.LEGAL_AID: "⚖️",
    Help.RECRUITMENT: "🧳",
    Help.WOMEN: "👩",
    Help.CHILDREN: "🧒",
    Help.RETURN: "🏠",
    Help.GENERAL: "💬",
}
"""One picture for each kind of help, in the order in which people look for them."""


def help_name(tr: Translator, kind: Help) -> str:
    """Return what people call this kind of help, a word or two."""
    match kind:
        case Help.EMERGENCY:
            return tr("emergencies")
        case Help.VIOLENCE:
            return tr("violence")
        case Help.TRAFFICKING:
            return tr("forced labour")
        case Help.WOMEN:
            return tr("women")
        case Help.CHILDREN:
            return tr("children")
        case Help.HEALTH:
            return tr("health")
        case Help.ACCIDENT:
            return tr("accidents")
        case Help.SRH:
            return tr("pregnancy, HIV")
        case Help.MENTAL_HEALTH:
            return tr("sadness, stress")
        case Help.UNPAID_WAGES:
            return tr("unpaid wages")
        case Help.COMPLAINTS:
            return tr("complaints")
        case Help.LEGAL_AID:
            return tr("lawyers")
        case Help.SOCIAL_SECURITY:
            return tr("social security")
        case Help.RECRUITMENT:
            return tr("finding work")
        case Help.DOCUMENTS:
            return tr("papers")
        case Help.RETURN:
            return tr("going home")
        case Help.GENERAL:
            return tr("advice")


def help_label(tr: Translator, kind: Help) -> str:
    """Return a kind of help as it stands alone, on a button or over cards: "💰 Unpaid wages"."""
    name = help_name(tr, kind)
    return f"{ICONS[kind]} {name[:1].upper()}{name[1:]}"


def helps_with(tr: Translator, kinds: Iterable[Help]) -> str:
    """Return the kinds of help as a list: "unpaid wages, papers and advice"."""
    asked = set(kinds)
    return tr.list(help_name(tr, kind) for kind in ICONS if kind in asked)
