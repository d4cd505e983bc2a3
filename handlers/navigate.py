"""From a route to its screen."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update

from bot import dates
from handlers import (
    checklists,
    feedback,
    named,
    nearby,
    offices,
    pages,
    places,
    privacy,
    remind,
    reminders,
    share,
)
from handlers.alerts import subscribing
from handlers.context import Context
from handlers.reminder_routes import ConfirmDate, PickDate, ToDate
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
    Place.MORE: places.more,
    Place.ABOUT: places.about,
    Place.PRIVACY: privacy.privacy,
    Place.DETAILS: privacy.details,
    Place.HELP: places.usage,
    Place.OFFICES: offices.countries,
    Place.FORGET: privacy.ask,
    Place.CHECKLISTS: checklists.choice,
    Place.NEARBY: nearby.choose,
    Place.LOCATION: nearby.ask_location,
    Place.ALERTS: subscribing.choice,
    Place.REMINDERS: reminders.overview,
    Place.HIDE: places.harmless,
}


async def drawn(target: Target, update: Update, context: Context) -> Callable[[View], Screen]:
    """Return :func:`page`, with what the store knows of the chat of ``update`` where it shows that."""
    if target is Place.ALERTS:
        return await subscribing.page_of(update, context)
    if target is Place.REMINDERS or isinstance(target, ToDate):
        return await remind.page_of(target, update, context)
    return page(target)


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
        case PickDate(paper, year, month):
            return lambda view: reminders.pick(view, paper, dates.today(), year, month)
        case ConfirmDate(paper, due):
            return lambda view: reminders.confirm(view, paper, due, dates.today())
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
