"""The list of dialogs. A new one is a function in a file of this folder and a line here."""

from bot.dialogs.choices import choices
from bot.dialogs.letter import letter
from bot.dialogs.matter import matter
from bot.dialogs.meeting import meeting
from bot.dialogs.place import place
from bot.dialogs.seat import chance, no_seat, offer
from bot.dialogs.smaller import clarify, leave, menu
from bot.dialogs.told import feedback, sign_up, sub_panel
from bot.talk import Dialog

DIALOGS: dict[str, Dialog] = {
    "matter": matter,
    "menu": menu,
    "clarify": clarify,
    "leave": leave,
    "offer": offer,
    "no-seat": no_seat,
    "place": place,
    "chance": chance,
    "choices": choices,
    "letter": letter,
    "sign-up": sign_up,
    "sub-panel": sub_panel,
    "meeting": meeting,
    "feedback": feedback,
}
