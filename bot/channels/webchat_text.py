"""The words of the web chat's page: the council's own, and those of the frame around the conversation."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class PageWords:
    """Every sentence that the page, the element and the errors show, from content/words/<language>/page.ftl."""

    title: str
    computer: str
    person: str
    danger: str
    privacy: str
    leave: str
    skip: str
    log: str
    you: str
    bot: str
    officer: str
    said: str
    label: str
    send: str
    options: str
    end: str
    download: str
    waiting: str
    refresh: str
    problem: str
    typing: str
    connecting: str
    offline: str
    online: str
    sending: str
    not_sent: str
    open: str
    close: str
    too_long: str
    empty: str
    slow_down: str
    try_again: str
    bad_message: str
    say_hello: str
    unknown: str
    forbidden: str


@dataclass(frozen=True)
class CouncilText:
    """What the page says of this council. `welcome` stands above the conversation, a paragraph a line."""

    name: str
    phone: str
    privacy_url: str
    welcome: tuple[str, ...]
    quick_exit_url: str
    words: PageWords
    language: str = "en"

    @property
    def sentences(self) -> dict[str, str]:
        """Every sentence of the page by its name."""
        return asdict(self.words)

    def error(self, code: str) -> str:
        """The sentence for an error's code, such as "too-long"."""
        return self.sentences[code.replace("-", "_")]
