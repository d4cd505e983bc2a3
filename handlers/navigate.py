"""From a route to its screen."""

from __future__ import annotations

from collections.abc import Callable

from handlers import (
    checklists,
    feedback,
    named,
    nearby,
    offices,
    pages,
    places,
    privacy,
    share,
)
from handlers.routes import (
    Chosen,
    Feedback,
    KeepChecklist,
    Place,
    SendAsText,
    Target,
    ToArticle,
    ToChecklist,
    ToContacts,
    ToHelp,
    ToNamed,
    ToNear,
    ToNearOffice,
    ToNearProvinces,
    ToOffices,
    ToProvinces,
    ToRelated,
    ToShare,
    ToSources,
    ToTopic,
    ToVenue,
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
    Place.CHECKLISTS: checklists.choice,
    Place.NEARBY: nearby.choose,
    Place.LOCATION: nearby.ask_location,
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
        case ToNear():
            return lambda view: nearby.near(view, target)
        case ToNearOffice():
            return lambda view: nearby.office(view, target)
        case ToNearProvinces(code):
            return lambda view: nearby.provinces(view, code)
        case ToVenue(name):
            return lambda view: nearby.venue(view, name)
        case ToRelated(name):
            return lambda view: pages.related(view, name)
        case ToSources(name):
            return lambda view: pages.sources(view, name)
        case ToChecklist(name, ticked, number):
            return lambda view: checklists.checklist(view, name, ticked, number)
        case KeepChecklist(name, ticked):
            return lambda view: checklists.to_keep(view, name, ticked)
        case ToShare(name):
            return lambda view: share.ways(view, name)
        case SendAsText(name, everything):
            return lambda view: share.as_text(view, name, everything)
