"""Words that steer the conversation, and words that only look like it."""

import pytest

from nlp.command_rules import find_command
from nlp.training.data import rows
from nlp.understand import Understander

MEANT = [
    ("stop", "stop"), ("stop.", "stop"), ("STOP!", "stop"), ("pls stop texting me", "stop"), ("unsubscribe", "stop"),
    ("dont text me again", "stop"), ("stpo", "stop"), ("please take my number off your list", "stop"),
    ("no more messages thanks", "stop"), ("peidiwch â thecstio fi", "stop"), ("START", "start"), ("HELP", "help"),
    ("how does this work", "help"), ("PERSON", "person"), ("talk to someone", "person"), ("human", "person"),
    ("speak to a real person", "person"), ("can someone ring me", "person"), ("MENU", "menu"), ("BACK", "back"),
    ("go back please", "back"), ("REPEAT", "repeat"), ("say that again", "repeat"), ("WHY", "why"),
    ("why do you need that", "why"), ("CYMRAEG", "language-welsh"), ("can we do this in welsh", "language-welsh"),
    ("ENGLISH", "language-english"), ("LEAVE", "leave-panel"), ("DELETE MY DATA", "delete-my-data"),
    ("please erase everything you know about me", "delete-my-data"),
    ("what do u hold on me i want it all", "access-my-data"), ("yep", "yes"), ("aye", "yes"), ("ok", "yes"),
    ("sure", "yes"), ("go on then", "yes"), ("👍", "yes"), ("👍🏽", "yes"), ("nah", "no"), ("no thanks", "no"),
    ("rather not say", "skip"), ("skip", "skip"), ("0", "skip"), ("no i meant 14 not 40", "correction"),
    ("sorry wrong postcode", "correction"), ("actually can you just do it", "change-mind"),
]  # fmt: skip
NOT_COMMANDS = [
    "bus stop broken", "cancel my sofa pickup", "cancel my sofa pickup friday", "please stop the noise",
    "end of my road", "stop the bin men leaving mess", "I want to stop smoking", "shop", "whens my bin",
    "are you a real person", "next door at it again music til 3", "my neighbour wont stop texting me",
    "skip permit for monday", "you lot are useless",
]  # fmt: skip


@pytest.mark.parametrize(("text", "command"), MEANT)
def test_commands_are_known_in_many_words(understander: Understander, text: str, command: str) -> None:
    assert understander.understand(text).command == command


@pytest.mark.parametrize("text", NOT_COMMANDS)
def test_words_that_look_like_a_command_are_none(understander: Understander, text: str) -> None:
    assert understander.understand(text).command is None


@pytest.mark.parametrize(("text", "command"), MEANT)
def test_the_rules_know_commands_without_a_model(rules_only: Understander, text: str, command: str) -> None:
    assert rules_only.understand(text).command == command


def test_no_hard_negative_is_an_opt_out(understander: Understander) -> None:
    texts = [row.text for row in rows("commands") if row.page["command"] is None]
    assert len(texts) >= 150
    assert [text for text in texts if understander.understand(text).command == "stop"] == []


def test_a_whole_command_silences_the_services(understander: Understander) -> None:
    assert understander.understand("stop").services == ()
    assert understander.understand("no thanks").services == ()


@pytest.mark.parametrize("text", ["", " ", "...", "?!", "\U0001f600", "\u200d"])
def test_nothing_said_is_no_command(text: str) -> None:
    assert find_command(text) is None


@pytest.mark.parametrize("text", ["that is plenty for one week, stop", "Not again. STOP.", "no thank you; stop now"])
def test_a_bare_stop_as_the_last_sentence_is_an_opt_out(text: str) -> None:
    found = find_command(text)
    assert found is not None
    assert found.name == "stop"


@pytest.mark.parametrize(
    "text", ["the dog next door will not stop", "it leaks, where is the bus stop?", "is it the next stop"]
)
def test_a_stop_inside_a_sentence_is_none(text: str) -> None:
    assert find_command(text) is None
