"""The words of the web chat's page: the council's own, and those of the frame around the conversation."""

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class PageWords:
    """Every sentence that the page, the element and the errors show; `{name}` and `{phone}` are filled in."""

    title: str = "Chat with {name}"
    computer: str = "This is a computer, not a person."
    person: str = "To talk to a person, type PERSON or call {phone}."
    danger: str = "In danger now? Call 999."
    privacy: str = "How we use what you tell us"
    leave: str = "Leave this page"
    skip: str = "Skip to the latest message"
    log: str = "Conversation"
    you: str = "You"
    bot: str = "{name}, computer"
    officer: str = "{name}, officer"
    said: str = "said:"
    label: str = "Your message"
    send: str = "Send"
    options: str = "Choose an answer"
    end: str = "End this conversation"
    download: str = "Download this conversation"
    waiting: str = "We have your message. The answer is not here yet."
    refresh: str = "Check for an answer"
    problem: str = "There is a problem"
    typing: str = "Writing an answer"
    connecting: str = "Connecting"
    offline: str = "You are not connected. Your message will be sent when you are connected again."
    online: str = "You are connected again."
    sending: str = "Sending"
    not_sent: str = "Not sent"
    open: str = "Chat with us"
    close: str = "Close chat"
    too_long: str = "Your message is too long. Send at most 5,000 characters at a time."
    empty: str = "Type a message first."
    slow_down: str = "You are sending messages very quickly. Wait 10 seconds, then send again."
    try_again: str = "We could not keep your message. Try again in a minute, or call {phone}."
    bad_message: str = "We could not read that message. Send it again."
    say_hello: str = "Say hello first: send a hello frame."
    unknown: str = "We do not know this conversation. Start a new one."
    forbidden: str = "This chat cannot be used from that website."

    def filled(self, name: str, phone: str) -> dict[str, str]:
        """Every sentence by its name, with the council's name and phone put in."""
        given = asdict(self)
        return {key: text.replace("{name}", name).replace("{phone}", phone) for key, text in given.items()}


@dataclass(frozen=True)
class CouncilText:
    """What the page says of this council. `welcome` stands above the conversation, a paragraph a line."""

    name: str
    phone: str
    privacy_url: str
    welcome: tuple[str, ...]
    quick_exit_url: str
    language: str = "en"
    words: PageWords = field(default_factory=PageWords)

    @property
    def sentences(self) -> dict[str, str]:
        """Every sentence of the page, filled in."""
        return self.words.filled(self.name, self.phone)

    def error(self, code: str) -> str:
        """The sentence for an error's code, such as "too-long"."""
        return self.sentences[code.replace("-", "_")]
