"""From a route to its screen."""

from __future__ import annotations

from collections.abc import Callable

from handlers import feedback, named, offices, pages, places, privacy
from handlers.routes import (
    Chosen,
    Feedback,
    Place,
    Target,
    ToArticle,
    ToContacts,
    ToHelp,
    ToNamed,
    ToOffices,
    ToProvinces,
    ToRelated,
    ToSources,
    ToTopic,
)
from handlers.screen import Screen
from handlers.view import View

_PLACES: dict[Place, Callable[[View], Screen]] = {
    Place.MENU: places.menu,
    Place.SOS: places.sos,
    Place.LANGUAGE: places.language,
    Place.COUNTRY: places.country,
    Place.ABOUT: places.about,
    Place.PRIVACY: privacy.privacy,
    Place.DETAILS: privacy.details,
    Place.HELP: places.usage,
    Place.OFFICES: offices.countries,
    Place.FORGET: privacy.ask,
}


def page(target: Target) -> Callable[[View], Screen]:
    """Return the function that draws ``target`` for a view."""
    match target:
        case Place():
            return _PLACES[target]
        case ToTopic(name):
            return lambda view: pages.topic(view, name)
        case Chosen(name):
            return lambda view: pages.article(view, name)
        case ToArticle(name, number):
            return lambda view: pages.article(view, name, number)
        case Feedback(name, verdict):
            return lambda view: feedback.answer(view, name, verdict)
        case ToContacts(name, number):
            return lambda view: pages.contacts(view, name, number)
        case ToNamed(names, number):
            return lambda view: named.contacts(view, names, number)
        case ToOffices(code):
            return lambda view: offices.country(view, code)
        case ToProvinces(code):
            return lambda view: offices.provinces(view, code)
        case ToHelp(code, kind, number):
            return lambda view: offices.helping(view, code, kind, number)
        case ToRelated(name):
            return lambda view: pages.related(view, name)
        case ToSources(name):
            return lambda view: pages.sources(view, name)
