"""Where each head starts to speak: set on probabilities of unseen voices, stored with the model."""

import numpy as np

from nlp.components.commands import NONE
from nlp.components.disposition import UNKNOWN
from nlp.components.intent import OUT_OF_SCOPE
from nlp.components.safety import SAFE
from nlp.heads import Floats
from nlp.training.fit import Unseen

SILENT = 0.83
"""Share of out-of-scope texts that must get no service; the rest is the price of silencing few real requests."""
COMMAND_FALSE, WILLING_FALSE, DISPOSED_FALSE = 0.01, 0.002, 0.005
"""Shares of other texts that may be read as a command, as willing to help shape, as another disposition."""
SIGNPOST_FALSE, ALERT_FALSE = 0.030, 0.02
"""False alarms allowed among hard negatives of unseen voices, for each tier."""


def none(_scored: Unseen, _odds: Floats) -> dict[str, float]:
    """A head that always speaks."""
    return {}


def _above(odds: Floats, share: float) -> float:
    """The probability that only `share` of `odds` exceed."""
    return round(float(np.quantile(odds, 1 - share)), 4) if len(odds) else 0.5


def services(scored: Unseen, odds: Floats) -> dict[str, float]:
    """The probability of being in scope that SILENT of the out-of-scope texts stay below."""
    outside = scored.labels.index(OUT_OF_SCOPE)
    inside = 1 - odds[:, outside]
    return {"at": _above(inside[scored.truth == outside], 1 - SILENT)}


def commands(scored: Unseen, odds: Floats) -> dict[str, float]:
    """For any command, by the other texts it costs; for "stop", half way from the likeliest other text to certainty."""
    quiet, stop = scored.labels.index(NONE), scored.labels.index("stop")
    best = np.delete(odds, quiet, axis=1).max(1)
    others = np.sort(odds[scored.truth != stop, stop])
    return {
        "at": max(0.45, _above(best[scored.truth == quiet], COMMAND_FALSE)),
        "stop-at": round(max(0.5, (float(others[-1]) + 1) / 2), 4),
    }


def disposition(scored: Unseen, odds: Floats) -> dict[str, float]:
    """Highest for "help-shape", which must never be read from a neutral text."""
    settings = {"at": 0.5}
    neutral = scored.truth == scored.labels.index(UNKNOWN)
    for n, label in enumerate(scored.labels):
        if label != UNKNOWN:
            false, least = (WILLING_FALSE, 0.6) if label == "help-shape" else (DISPOSED_FALSE, 0.3)
            settings[f"{label}-at"] = max(least, _above(odds[neutral, n], false))
    return settings


def safety(scored: Unseen, odds: Floats) -> dict[str, float]:
    """Two tiers, by the false alarms they cost among harmless texts with strong words."""
    risk = 1 - odds[:, scored.labels.index(SAFE)]
    hard = risk[(scored.truth == scored.labels.index(SAFE)) & (scored.weights > 1)]
    return {"signpost-at": _above(hard, SIGNPOST_FALSE), "alert-at": _above(hard, ALERT_FALSE)}


def urgency(_scored: Unseen, _odds: Floats) -> dict[str, float]:
    """Low on purpose: a danger taken for a lasting worry costs more than the reverse."""
    return {"at": 0.35}
