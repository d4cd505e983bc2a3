"""The command with which staff write and send alerts. The running bot does the sending."""

from __future__ import annotations

import argparse
import asyncio
import os
import shlex
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bot.alerts import AlertTextError, read, written
from bot.app import person_key, where_of
from bot.catalogue.loader import load
from bot.cli.common import Add, settings_of, today
from bot.config import Settings, load_secrets
from bot.errors import ThangdeeError
from bot.store import Alert, AlertStatus, AlertTopic, Store, Tally

LOOK_SECONDS = 0.5
"""How often a progress bar looks how far an alert has come."""

MOST_LISTED = 20

_FATES = {
    "waiting": "wait for it",
    "sending": "are on their way; if the bot was killed, unknown after a minute",
    "sent": "arrived",
    "unreachable": "blocked the bot or are gone, and were dropped",
    "failed": "refused by Telegram",
    "cancelled": "not sent, as it was stopped or corrected",
    "unknown": "may have arrived or not: thangdee alert unknown {id} --again | --leave",
    "left": "unknown, left as they are",
}


def add(command: Add) -> None:
    """Add ``alert``."""
    alert = command(
        "alert", _list, "write, send and correct alerts", "alert new --topic scams --file alert.md"
    )
    alert.description = (
        "Write alerts for those who asked for their topic, see how many get them, and send them."
    )
    parts = alert.add_subparsers(title="what to do", required=True, metavar="WHAT")

    def part(
        name: str, work: Callable[[argparse.Namespace], int], summary: str, example: str
    ) -> argparse.ArgumentParser:
        sub = parts.add_parser(
            name,
            help=summary,
            description=work.__doc__,
            epilog=f"example:\n  thangdee alert {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(command=work)
        return sub

    new = part("new", _new, "write a draft", "new --topic scams --file alert.md")
    new.add_argument("--topic", required=True, choices=[*map(str, AlertTopic)])
    correct = part("correct", _correct, "write a correction", "correct 3 --file right.md")
    for sub in (new, correct):
        sub.add_argument(
            "--file",
            type=Path,
            metavar="FILE",
            help="its text; without it, what is piped in, or an editor opens ($EDITOR)",
        )
    part("list", _list, "the alerts of late", "list")
    show = part("show", _show, "its text, and how far it has come", "show 3")
    send = part("send", _send, "send a draft", "send 3")
    send.add_argument("--yes", action="store_true", help="do not ask")
    pause = part("pause", _pause, "stop sending for a while", "pause 3")
    resume = part("resume", _resume, "go on sending", "resume 3")
    cancel = part("cancel", _cancel, "throw it away, or send it to nobody more", "cancel 3")
    unknown = part("unknown", _unknown, "decide on unknown fates", "unknown 3 --again")
    for sub in (correct, show, send, pause, resume, cancel, unknown):
        sub.add_argument("number", type=int, metavar="NUMBER", help="of the alert")
    either = unknown.add_mutually_exclusive_group(required=True)
    either.add_argument(
        "--again", action="store_true", help="send to them again; some get it twice"
    )
    either.add_argument("--leave", action="store_true", help="leave them as they are")


def _new(options: argparse.Namespace) -> int:
    """Keep a draft of an alert. Its text has a stretch for each language, in Markdown:

    --- lo
    ລະວັງ…
    --- en
    Beware…
    """

    async def work(store: Store, settings: Settings) -> None:
        texts = _written(options, settings, {})
        alert = await store.alerts.create(AlertTopic(options.topic), texts)
        await _print(settings, store, alert)

    return _do(options, work)


def _correct(options: argparse.Namespace) -> int:
    """Keep a draft of a correction: it answers the first message wherever that one arrived."""

    async def work(store: Store, settings: Settings) -> None:
        wrong = await _get(store, options)
        if wrong.status is AlertStatus.DRAFT:
            raise ThangdeeError(
                f"alert {wrong.id} is a draft that nobody got; `thangdee alert cancel {wrong.id}` "
                "throws it away, `thangdee alert new` writes another"
            )
        texts = _written(options, settings, wrong.texts)
        await _print(settings, store, await store.alerts.create(wrong.topic, texts, wrong.id))

    return _do(options, work)


def _list(options: argparse.Namespace) -> int:
    """Print the alerts of late, the newest first."""

    async def work(store: Store, settings: Settings) -> None:
        for alert in await store.alerts.newest(MOST_LISTED):
            tally = await store.deliveries.tally(alert.id)
            unknown = f", {tally.unknown} unknown" if tally.unknown else ""
            print(
                f"{alert.id:>4}  {alert.created}  {alert.topic:<12}  {alert.status:<9}  "
                f"{tally.settled}/{tally.total}{unknown}"
            )

    return _do(options, work)


def _show(options: argparse.Namespace) -> int:
    """Print an alert in every language, how far it has come, and fates that are not known."""

    async def work(store: Store, settings: Settings) -> None:
        await _print(settings, store, await _get(store, options))

    return _do(options, work)


def _send(options: argparse.Namespace) -> int:
    """Send a draft to all who asked for its topic. The running bot does it; the bar shows how far it is,
    and Ctrl-C ends only the bar.
    """

    async def work(store: Store, settings: Settings) -> None:
        alert = await _get(store, options)
        if alert.status is not AlertStatus.DRAFT:
            raise ThangdeeError(
                f"alert {alert.id} is {alert.status}, and only a draft can be sent; see "
                f"`thangdee alert show {alert.id}`"
            )
        number = await store.alerts.receivers(alert)
        if not number:
            raise ThangdeeError(
                f"nobody would get alert {alert.id}: no chat asked for {alert.topic}"
            )
        if not (options.yes or _agreed(f"Send alert {alert.id} ({alert.topic}) to {number}?")):
            raise ThangdeeError("nothing was sent")
        if not await store.alerts.send(alert):
            raise ThangdeeError(f"somebody else sent alert {alert.id} meanwhile")
        await _follow(store, alert.id)

    return _do(options, work)


def _pause(options: argparse.Namespace) -> int:
    """Send an alert to nobody more for a while; what is on its way still arrives."""
    return _turn(options, lambda store: store.alerts.pause, "it is not being sent")


def _resume(options: argparse.Namespace) -> int:
    """Go on sending an alert that was paused."""
    return _turn(options, lambda store: store.alerts.resume, "it is not paused")


def _cancel(options: argparse.Namespace) -> int:
    """Throw a draft away, or send an alert to nobody more, for good."""
    return _turn(options, lambda store: store.alerts.cancel, "it has ended already")


def _unknown(options: argparse.Namespace) -> int:
    """Decide on messages that may have arrived or not, after the bot was killed or Telegram did not
    answer: send them again, at the risk that some come twice, or leave them.
    """

    async def work(store: Store, settings: Settings) -> None:
        alert = await _get(store, options)
        number = await store.alerts.resolve(alert.id, again=options.again)
        print(f"{number} {'are sent again' if options.again else 'stay as they are'}")

    return _do(options, work)


def _do(options: argparse.Namespace, work: Callable[[Store, Settings], Awaitable[None]]) -> int:
    """Do something with the store of the settings."""
    settings, secrets = settings_of(options), load_secrets()

    async def opened() -> None:
        store = await Store.open(where_of(settings, secrets), person_key(secrets))
        try:
            await work(store, settings)
        finally:
            await store.close()

    asyncio.run(opened())
    return 0


def _turn(
    options: argparse.Namespace,
    how: Callable[[Store], Callable[[int], Awaitable[bool]]],
    why_not: str,
) -> int:
    async def work(store: Store, settings: Settings) -> None:
        alert = await _get(store, options)
        if not await how(store)(alert.id):
            raise ThangdeeError(f"alert {alert.id} is {alert.status}: {why_not}")
        print(_summary(await _get(store, options)))

    return _do(options, work)


async def _get(store: Store, options: argparse.Namespace) -> Alert:
    alert = await store.alerts.get(options.number)
    if alert is None:
        raise ThangdeeError(f"there is no alert {options.number}; see `thangdee alert list`")
    return alert


def _summary(alert: Alert) -> str:
    corrects = f", corrects alert {alert.corrects}" if alert.corrects else ""
    return f"alert {alert.id} ({alert.topic}), {alert.status}{corrects}"


async def _print(settings: Settings, store: Store, alert: Alert) -> None:
    texts = {code: alert.texts[code] for code in settings.languages.sorted(alert.texts)}
    print(f"{_summary(alert)}\n\n{written(texts)}")
    if alert.status is AlertStatus.DRAFT:
        print(f"{await store.alerts.receivers(alert)} would get it: thangdee alert send {alert.id}")
        return
    tally = await store.deliveries.tally(alert.id)
    print(f"{tally.total:>6}  chats")
    for name, meaning in _FATES.items():
        if number := getattr(tally, name):
            print(f"{number:>6}  {meaning.format(id=alert.id)}")


async def _follow(store: Store, number: int) -> None:
    """Show a bar until the alert is sent, paused or cancelled."""
    print("The running bot (thangdee run) sends it; Ctrl-C ends only this bar.", file=sys.stderr)
    tally = await store.deliveries.tally(number)
    with tqdm(total=tally.total, unit="chat") as bar:
        while True:
            alert, tally = await store.alerts.get(number), await store.deliveries.tally(number)
            bar.total, bar.n = tally.total, tally.settled
            bar.refresh()
            if alert is None or alert.status is not AlertStatus.SENDING:
                break
            await _until_next_look()
    if alert:
        _print_end(alert, tally)


async def _until_next_look() -> None:
    await asyncio.sleep(LOOK_SECONDS)


def _print_end(alert: Alert, tally: Tally) -> None:
    unknown = f", {tally.unknown} unknown" if tally.unknown else ""
    print(f"{_summary(alert)}: {tally.sent} of {tally.total} arrived{unknown}")


def _agreed(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def _written(
    options: argparse.Namespace, settings: Settings, before: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the texts of a file, of what is piped in, or from an editor that begins with ``before``."""
    catalogue = load(settings.content, today()).catalogue
    if catalogue is None:
        raise ThangdeeError("the content cannot be used; see `thangdee check`")
    languages = settings.languages.sorted(catalogue.languages)
    if options.file is not None:
        name, text = str(options.file), _file(options.file)
    elif not sys.stdin.isatty():
        name, text = "what was piped in", sys.stdin.read()
    else:
        empty = dict.fromkeys(languages, "")
        name, text = "what you wrote", _edited(written(before or empty))
    try:
        return read(text, languages, catalogue)
    except AlertTextError as error:
        lines = "\n".join(f"{name}: {one}" for one in error.found)
        raise ThangdeeError(lines) from error


def _file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThangdeeError(f"{path}: cannot be read as UTF-8 text ({error})") from error


def _edited(text: str) -> str:
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "nano")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "alert.md"
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*editor, str(file)], check=True)  # noqa: S603 - what the user chose
        except (OSError, subprocess.CalledProcessError) as error:
            raise ThangdeeError(
                f"the editor '{editor[0]}' did not work; set EDITOR, or give the text with --file"
            ) from error
        return _file(file)
